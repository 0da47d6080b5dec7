package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody of one account can do with users and roles of another: nothing, but assume a role that lets him. */
class TwoAccountsIamTest {
    private static final String ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    private static final String FIRSTS = "arn:aws:iam::000000000000:";

    private final IamClient client = new IamClient();

    @BeforeEach
    void makeUsers() {
        client.root("CreateUser", "UserName", "alice");
        client.root("CreatePolicy", "PolicyName", "firsts", "PolicyDocument", ALL);
        client.root("CreateGroup", "GroupName", "staff");
        ok(client.ask("other", "CreateUser", "UserName", "bob"));
        ok(client.ask("other", "PutUserPolicy", "UserName", "bob", "PolicyName", "all", "PolicyDocument", ALL));
    }

    private static String ok(IamResponse response) {
        assertEquals(200, response.status(), response.document());
        return response.document();
    }

    private static String code(IamResponse response) {
        return response.error().orElse("none");
    }

    private void role(String trusted) {
        client.root(
                "CreateRole",
                "RoleName",
                "reader",
                "AssumeRolePolicyDocument",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + trusted
                        + "\"},\"Action\":\"sts:AssumeRole\"}}");
    }

    private IamResponse assume(String who, String arn) {
        return client.askSts(who, "AssumeRole", "RoleArn", arn, "RoleSessionName", "session");
    }

    @Test
    void eachAccountSeesItsOwnUsers() {
        assertEquals(List.of("alice"), IamClient.texts(client.root("ListUsers"), "UserName"));
        String theirs = ok(client.ask("other", "ListUsers"));
        assertEquals(List.of("bob"), IamClient.texts(theirs, "UserName"));
        assertEquals(List.of("arn:aws:iam::123456789012:user/bob"), IamClient.texts(theirs, "Arn"));
        ok(client.ask("other/bob", "CreateUser", "UserName", "alice"));
        ok(client.ask("other/bob", "DeleteUser", "UserName", "alice"));
        client.root("GetUser", "UserName", "alice");
        assertEquals(
                List.of("123456789012"),
                IamClient.texts(ok(client.askSts("other/bob", "GetCallerIdentity")), "Account"));
    }

    @ParameterizedTest
    @CsvSource({
        "GetUser,             UserName=alice",
        "CreateAccessKey,     UserName=alice",
        "ListAccessKeys,      UserName=alice",
        "DeleteUser,          UserName=alice",
        "PutUserPolicy,       UserName=alice PolicyName=p PolicyDocument={ALL}",
        "AddUserToGroup,      UserName=bob GroupName=staff",
        "AttachUserPolicy,    UserName=bob PolicyArn=arn:aws:iam::000000000000:policy/firsts",
        "GetPolicy,           PolicyArn=arn:aws:iam::000000000000:policy/firsts",
        "GetPolicyVersion,    PolicyArn=arn:aws:iam::000000000000:policy/firsts VersionId=v1",
        "DeletePolicy,        PolicyArn=arn:aws:iam::000000000000:policy/firsts",
        "CreatePolicyVersion, PolicyArn=arn:aws:iam::000000000000:policy/firsts PolicyDocument={ALL}",
        "ListEntitiesForPolicy, PolicyArn=arn:aws:iam::000000000000:policy/firsts",
        "GetRole,             RoleName=reader",
        "UpdateAssumeRolePolicy, RoleName=reader PolicyDocument={TRUST}",
        "SimulatePrincipalPolicy, PolicySourceArn=arn:aws:iam::000000000000:user/alice ActionNames.member.1=s3:GetObject",
    })
    void nothingOfAnotherAccountIsFound(String action, String parameters) {
        role("arn:aws:iam::000000000000:root");
        String[] pairs = parameters.split("[= ]", -1);
        for (int i = 1; i < pairs.length; i += 2) {
            pairs[i] = pairs[i].replace("{ALL}", ALL)
                    .replace(
                            "{TRUST}",
                            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}");
        }
        String before = client.root("ListUsers") + client.root("ListPolicies") + client.root("ListRoles");
        for (String who : List.of("other", "other/bob")) {
            assertTrue(
                    List.of("NoSuchEntity", "AccessDenied").contains(code(client.ask(who, action, pairs))),
                    () -> who + ": " + code(client.ask(who, action, pairs)));
        }
        assertEquals(before, client.root("ListUsers") + client.root("ListPolicies") + client.root("ListRoles"));
    }

    @Test
    void theKeyOfAnotherAccountIsNotFound() {
        String key = IamClient.texts(client.root("CreateAccessKey", "UserName", "alice"), "AccessKeyId")
                .getFirst();
        assertEquals("NoSuchEntity", code(client.ask("other", "GetAccessKeyLastUsed", "AccessKeyId", key)));
        for (String action : List.of("DeleteAccessKey", "UpdateAccessKey")) {
            String[] status = action.startsWith("Update") ? new String[] {"Status", "Inactive"} : new String[0];
            String[] parameters = {"UserName", "bob", "AccessKeyId", key};
            String[] all = Stream.of(parameters, status).flatMap(Stream::of).toArray(String[]::new);
            assertEquals("NoSuchEntity", code(client.ask("other", action, all)), action);
        }
        assertTrue(client.accounts.find(key).isPresent());
    }

    @Test
    void aRoleOfAnotherAccountIsAssumedIfItSaysSo() {
        role("arn:aws:iam::123456789012:root");
        String session = ok(assume("other/bob", FIRSTS + "role/reader"));
        assertTrue(session.contains("arn:aws:sts::000000000000:assumed-role/reader/session"), session);
        client.use(session);
        assertEquals(
                List.of("000000000000"), IamClient.texts(ok(client.askSts("session", "GetCallerIdentity")), "Account"));
        // The role has no policy, and what bob may do in his account is left behind.
        assertEquals("AccessDenied", code(client.ask("session", "ListUsers")));
        client.root("PutRolePolicy", "RoleName", "reader", "PolicyName", "all", "PolicyDocument", ALL);
        assertEquals(List.of("alice"), IamClient.texts(ok(client.ask("session", "ListUsers")), "UserName"));
        client.root("DeleteRolePolicy", "RoleName", "reader", "PolicyName", "all");
        client.root("DeleteRole", "RoleName", "reader");
        // Nothing of the token counts any more.
        assertEquals("InvalidClientTokenId", code(client.ask("session", "ListUsers")));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::000000000000:root,      arn:aws:iam::000000000000:role/reader",
        "arn:aws:iam::123456789012:user/eve,  arn:aws:iam::000000000000:role/reader",
        "arn:aws:iam::123456789012:root,      arn:aws:iam::123456789012:role/reader",
        "arn:aws:iam::123456789012:root,      arn:aws:iam::999999999999:role/reader",
        "arn:aws:iam::123456789012:root,      arn:aws:iam::000000000000:role/none",
        "arn:aws:iam::123456789012:root,      arn:aws:iam::000000000000:role/a/reader",
        "arn:aws:iam::123456789012:root,      arn:aws:iam::000000000000:user/alice",
        "arn:aws:iam::123456789012:root,      reader",
    })
    void everyOtherRoleIsRefusedAlike(String trusted, String asked) {
        ok(client.ask("other", "CreateUser", "UserName", "eve"));
        role(trusted);
        assertEquals("AccessDenied", code(assume("other/bob", asked)));
    }

    @Test
    void aUserNeedsThePermissionOfItsOwnAccountToo() {
        role("arn:aws:iam::123456789012:user/bob");
        ok(client.ask("other", "DeleteUserPolicy", "UserName", "bob", "PolicyName", "all"));
        assertEquals("AccessDenied", code(assume("other/bob", FIRSTS + "role/reader")));
        ok(client.ask(
                "other",
                "PutUserPolicy",
                "UserName",
                "bob",
                "PolicyName",
                "assume",
                "PolicyDocument",
                ALL.replace("\"Action\":\"*\"", "\"Action\":\"sts:AssumeRole\"")));
        ok(assume("other/bob", FIRSTS + "role/reader"));
    }

    @Test
    void federatedUsersBelongToTheAccountOfWhoLetThemIn() {
        String answer = ok(client.askSts("other", "GetFederationToken", "Name", "guest", "Policy", ALL));
        assertTrue(answer.contains("arn:aws:sts::123456789012:federated-user/guest"), answer);
        client.use(answer);
        assertEquals("AccessDenied", code(client.ask("session", "ListUsers")));
        role("*");
        assertEquals("AccessDenied", code(assume("session", FIRSTS + "role/reader")));
    }
}
