package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The external id by which a service says for which customer it assumes a role.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html">External ids</a>
 */
class ExternalIdTest {
    private static final String ROLE = "arn:aws:iam::000000000000:role/customer";

    private final IamClient client = new IamClient();

    @BeforeEach
    void makeUser() {
        client.root("CreateUser", "UserName", "service");
    }

    private static String trust(String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::000000000000:user/service\"},\"Action\":\"sts:AssumeRole\",\"Condition\":" + condition
                + "}}";
    }

    private void role(String condition) {
        client.root("CreateRole", "RoleName", "customer", "AssumeRolePolicyDocument", trust(condition));
    }

    private String assume(String... more) {
        List<String> all = new ArrayList<>(List.of("RoleArn", ROLE, "RoleSessionName", "session"));
        all.addAll(List.of(more));
        IamResponse response = client.askSts("service", "AssumeRole", all.toArray(String[]::new));
        return response.error().orElse("none");
    }

    @Test
    void aTrustPolicyAsksForIt() {
        role("{\"StringEquals\":{\"sts:ExternalId\":\"Customer-7\"}}");
        assertEquals("none", assume("ExternalId", "Customer-7"));
        assertEquals("AccessDenied", assume("ExternalId", "customer-7"));
        assertEquals("AccessDenied", assume("ExternalId", "Customer-8"));
        assertEquals("AccessDenied", assume());
    }

    @Test
    void aTrustPolicyMayForbidIt() {
        role("{\"Null\":{\"sts:ExternalId\":\"true\"}}");
        assertEquals("none", assume());
        assertEquals("AccessDenied", assume("ExternalId", "Customer-7"));
    }

    @Test
    void aPolicyOfTheSenderMayNameIt() {
        client.root(
                "CreateRole",
                "RoleName",
                "customer",
                "AssumeRolePolicyDocument",
                trust("{}").replace("user/service", "root"));
        client.root(
                "PutUserPolicy",
                "UserName",
                "service",
                "PolicyName",
                "assume",
                "PolicyDocument",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringLike\":{\"STS:externalid\":\"Customer-*\"}}}}");
        assertEquals("none", assume("ExternalId", "Customer-7"));
        assertEquals("AccessDenied", assume("ExternalId", "77"));
        assertEquals("AccessDenied", assume());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "a b", "a;b", "ä7", "a\nb", "a\\b"})
    void anotherFormIsRefused(String id) {
        role("{\"StringLike\":{\"sts:ExternalId\":\"*\"}}");
        assertEquals("ValidationError", assume("ExternalId", id));
    }

    @Test
    void itHasAtMost1224Characters() {
        role("{\"StringLike\":{\"sts:ExternalId\":\"*\"}}");
        assertEquals("none", assume("ExternalId", "+=,.@:/_-" + "7".repeat(1215)));
        assertEquals("ValidationError", assume("ExternalId", "7".repeat(1225)));
    }

    @Test
    void otherOperationsHaveNone() {
        assertEquals(
                Optional.of("NotImplemented"),
                client.askSts("service", "GetSessionToken", "ExternalId", "Customer-7")
                        .error());
    }

    @Test
    void aSimulationTakesIt() {
        IamResponse response = client.ask(
                "root",
                "SimulateCustomPolicy",
                "PolicyInputList.member.1",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"Customer-7\"}}}}",
                "ActionNames.member.1",
                "sts:AssumeRole",
                "ContextEntries.member.1.ContextKeyName",
                "sts:ExternalId",
                "ContextEntries.member.1.ContextKeyType",
                "string",
                "ContextEntries.member.1.ContextKeyValues.member.1",
                "Customer-7");
        assertEquals(List.of("allowed"), IamClient.texts(response.document(), "EvalDecision"), response.document());
    }
}
