package io.geckos.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Roles know whom they trust by unique ids, which nobody gets again. */
class TrustedPrincipalsTest {
    private static final String ALICE = "arn:aws:iam::000000000000:user/alice";

    private final IamClient client = new IamClient();

    @BeforeEach
    void makeAlice() {
        client.root("CreateUser", "UserName", "alice");
    }

    private static String trust(String principal) {
        return "{\"Statement\": {\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}}";
    }

    private static String trustIn(String document) {
        return URLDecoder.decode(
                IamClient.texts(document, "AssumeRolePolicyDocument").getFirst().replace("+", "%2B"), UTF_8);
    }

    private IamResponse assume() {
        return client.askSts(
                "alice",
                "AssumeRole",
                "RoleArn",
                "arn:aws:iam::000000000000:role/reader",
                "RoleSessionName",
                "session");
    }

    private static String code(IamResponse response) {
        return response.error().orElse("none");
    }

    @Test
    void aUserMadeAgainUnderTheNameIsNotTrusted() {
        String id = IamClient.texts(client.root("GetUser", "UserName", "alice"), "UserId")
                .getFirst();
        String made = client.root("CreateRole", "RoleName", "reader", "AssumeRolePolicyDocument", trust(ALICE));
        assertEquals(trust(ALICE), trustIn(made));
        assertEquals(trust(ALICE), trustIn(client.root("GetRole", "RoleName", "reader")));
        assertEquals("none", code(assume()));
        client.root("DeleteUser", "UserName", "alice");
        client.root("CreateUser", "UserName", "alice");
        assertEquals("AccessDenied", code(assume()));
        assertEquals(trust(id), trustIn(client.root("GetRole", "RoleName", "reader")));
        assertEquals(trust(id), trustIn(client.root("ListRoles")));
        client.root("UpdateAssumeRolePolicy", "RoleName", "reader", "PolicyDocument", trust(ALICE));
        assertEquals("none", code(assume()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::000000000000:user/bob",
                "arn:aws:iam::123456789012:user/alice",
                "arn:aws:iam::000000000000:role/reader",
                "AIDAAAAAAAAAAAAAAAAAA"
            })
    void whoDoesNotExistIsNotTrusted(String principal) {
        IamResponse refused =
                client.ask("root", "CreateRole", "RoleName", "reader", "AssumeRolePolicyDocument", trust(principal));
        assertEquals("MalformedPolicyDocument", code(refused));
        assertTrue(refused.document().contains("Invalid principal in policy"), refused.document());
        assertEquals(List.of(), IamClient.texts(client.root("ListRoles"), "RoleName"));
        client.root("CreateRole", "RoleName", "writer", "AssumeRolePolicyDocument", trust(ALICE));
        refused =
                client.ask("root", "UpdateAssumeRolePolicy", "RoleName", "writer", "PolicyDocument", trust(principal));
        assertEquals("MalformedPolicyDocument", code(refused));
        assertEquals(trust(ALICE), trustIn(client.root("GetRole", "RoleName", "writer")));
    }
}
