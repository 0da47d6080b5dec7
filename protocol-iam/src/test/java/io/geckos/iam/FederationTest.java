package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.ServiceAccessPolicy;
import io.geckos.access.ServiceAccessPolicy.Sender;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that a user gives to others under names of their own. */
class FederationTest {
    private static final String READS = statement("s3:Get*", "arn:aws:s3:::bucket/bob/*");

    private final IamClient client = new IamClient();
    private final ServiceAccessPolicy access = new ServiceAccessPolicy(
            new AccountUsers(
                    new Account(IamClient.ACCOUNT, new Principal("canonical", "owner")), client.store::database, false),
            Clock.systemUTC(),
            new DenialLog(Clock.systemUTC()));

    private static String statement(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}}";
    }

    @BeforeEach
    void makeApp() {
        client.root("CreateUser", "UserName", "app");
        give("s3", statement("s3:*", "arn:aws:s3:::bucket/*"));
    }

    private void give(String name, String policy) {
        client.root("PutUserPolicy", "UserName", "app", "PolicyName", name, "PolicyDocument", policy);
    }

    private void mayFederate() {
        give("sts", statement("sts:GetFederationToken", "arn:aws:sts::000000000000:federated-user/bob"));
    }

    private String federate(String who, String... more) {
        IamResponse response = client.askSts(who, "GetFederationToken", more);
        assertEquals(200, response.status(), response.document());
        client.use(response.document());
        return response.document();
    }

    private boolean may(String action, String key) {
        AccessRequest.Context facts = (AccessRequest.Context) Proxy.newProxyInstance(
                AccessRequest.Context.class.getClassLoader(),
                new Class<?>[] {AccessRequest.Context.class},
                (_, method, _) -> method.getReturnType() == String.class ? "" : Optional.empty());
        return access.decide(client.session(), action, "arn:aws:s3:::bucket/" + key, facts)
                .allowed();
    }

    private static String code(IamResponse response) {
        return response.error().orElse("none");
    }

    @Test
    void permissionIsNeededForTheName() {
        assertEquals("AccessDenied", code(client.askSts("app", "GetFederationToken", "Name", "bob", "Policy", READS)));
        mayFederate();
        assertEquals("none", code(client.askSts("app", "GetFederationToken", "Name", "bob", "Policy", READS)));
        assertEquals("AccessDenied", code(client.askSts("app", "GetFederationToken", "Name", "eve", "Policy", READS)));
    }

    @Test
    void keysMayDoWhatBothTheUserAndThePolicyAllow() {
        mayFederate();
        String document = federate("app", "Name", "bob", "Policy", READS);
        assertEquals(List.of("000000000000:bob"), IamClient.texts(document, "FederatedUserId"));
        assertEquals(List.of("arn:aws:sts::000000000000:federated-user/bob"), IamClient.texts(document, "Arn"));
        assertEquals(
                List.of(String.valueOf(Math.ceilDiv(100 * READS.length(), 2048))),
                IamClient.texts(document, "PackedPolicySize"));
        assertTrue(may("s3:GetObject", "bob/a"));
        assertFalse(may("s3:GetObject", "eve/a"));
        assertFalse(may("s3:PutObject", "bob/a"));
        give("s3", statement("s3:PutObject", "arn:aws:s3:::bucket/*"));
        assertFalse(may("s3:GetObject", "bob/a"));
    }

    @Test
    void keysWithoutAPolicyMayDoNothing() {
        federate("root", "Name", "bob");
        assertFalse(may("s3:GetObject", "bob/a"));
        assertEquals("none", code(client.askSts("session", "GetCallerIdentity")));
    }

    @Test
    void rootPassesOnWhatThePolicyAllows() {
        federate("root", "Name", "bob", "Policy", READS, "DurationSeconds", "129600");
        assertTrue(may("s3:GetObject", "bob/a"));
        assertFalse(may("s3:GetObject", "eve/a"));
        Sender sender = access.sender(client.session());
        assertEquals("arn:aws:sts::000000000000:federated-user/bob", sender.arn());
        assertEquals("000000000000:bob", sender.userId());
    }

    @Test
    void keysMayNotUseIamNorGetOthers() {
        give("all", statement("*", "*"));
        federate("app", "Name", "bob", "Policy", statement("*", "*"));
        assertEquals("AccessDenied", code(client.ask("session", "ListUsers")));
        assertEquals("AccessDenied", code(client.ask("session", "CreateUser", "UserName", "eve")));
        assertEquals("AccessDenied", code(client.askSts("session", "GetSessionToken")));
        assertEquals("AccessDenied", code(client.askSts("session", "GetFederationToken", "Name", "eve")));
        assertEquals(
                "AccessDenied",
                code(client.askSts(
                        "session",
                        "AssumeRole",
                        "RoleArn",
                        "arn:aws:iam::000000000000:role/r",
                        "RoleSessionName",
                        "eve")));
    }

    @Test
    void keysOfSessionsCannotFederate() {
        mayFederate();
        client.use(client.askSts("app", "GetSessionToken").document());
        assertEquals("AccessDenied", code(client.askSts("session", "GetFederationToken", "Name", "bob")));
    }

    @Test
    void keysEndWithTheirUser() {
        mayFederate();
        federate("app", "Name", "bob", "Policy", READS);
        client.root("DeleteUserPolicy", "UserName", "app", "PolicyName", "s3");
        client.root("DeleteUserPolicy", "UserName", "app", "PolicyName", "sts");
        client.root("DeleteUser", "UserName", "app");
        client.root("CreateUser", "UserName", "app");
        give("s3", statement("s3:*", "arn:aws:s3:::bucket/*"));
        assertFalse(may("s3:GetObject", "bob/a"));
    }

    @Test
    void tokenFitsItsKeyOnly() {
        String one = federate("root", "Name", "bob", "Policy", READS);
        String other =
                client.askSts("root", "GetFederationToken", "Name", "eve").document();
        String token = IamClient.texts(one, "SessionToken").getFirst();
        String key = IamClient.texts(other, "AccessKeyId").getFirst();
        assertThrows(AuthenticationException.class, () -> client.store.find(key, token));
    }

    @Test
    void durationIsTwelveHoursUnlessAskedForAndAnHourForRoot() {
        mayFederate();
        assertLasts(43_200, federate("app", "Name", "bob", "Policy", READS));
        assertLasts(900, federate("app", "Name", "bob", "DurationSeconds", "900"));
        assertLasts(3600, federate("root", "Name", "bob"));
        for (String wrong : List.of("899", "129601", "x")) {
            assertEquals(
                    "ValidationError",
                    code(client.askSts("root", "GetFederationToken", "Name", "bob", "DurationSeconds", wrong)));
        }
    }

    /** Asserts how long credentials were made for, give or take the time that this test needs. */
    private static void assertLasts(long seconds, String document) {
        Instant expires = Instant.parse(IamClient.texts(document, "Expiration").getFirst());
        long left = Duration.between(Instant.now(), expires).toSeconds();
        assertTrue(left <= seconds && left > seconds - 300, () -> left + " seconds, not " + seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "bob*", "bob bob", "b/../root", "b\u00f6b", "bobobobobobobobobobobobobobobobob"})
    void namesAreAsInSts(String name) {
        assertEquals("ValidationError", code(client.askSts("root", "GetFederationToken", "Name", name)));
    }

    @Test
    void policyIsCheckedBeforeKeysAreMade() {
        assertEquals(
                "MalformedPolicyDocument",
                code(client.askSts("root", "GetFederationToken", "Name", "bob", "Policy", "{}")));
        String large = READS.replace("}}", "}" + " ".repeat(2048) + "}");
        assertEquals(
                "ValidationError", code(client.askSts("root", "GetFederationToken", "Name", "bob", "Policy", large)));
        assertEquals(
                "NotImplemented",
                code(client.askSts(
                        "root",
                        "GetFederationToken",
                        "Name",
                        "bob",
                        "PolicyArns.member.1.arn",
                        "arn:aws:iam::aws:policy/x")));
    }
}
