package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of IAM, asked for by root, by users with and without the permission of its name, and by nobody. */
class IamPermissionsTest {
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"%s\":\"iam:%s\",\"Resource\":\"%s\"}}";

    /** A value for each parameter that some operation must have. What it names does not exist. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("UserName", "target"),
            Map.entry("GroupName", "target"),
            Map.entry("RoleName", "target"),
            Map.entry("PolicyName", "target"),
            Map.entry("PolicyArn", "arn:aws:iam::000000000000:policy/target"),
            Map.entry("PolicySourceArn", "arn:aws:iam::000000000000:user/target"),
            Map.entry("VersionId", "v1"),
            Map.entry("AccessKeyId", "AKIATARGET"),
            Map.entry("Status", "Active"),
            Map.entry("PolicyDocument", ALLOW.formatted("Action", "GetUser", "*")),
            Map.entry("AssumeRolePolicyDocument", IamClient.TRUST));

    private final IamClient client = new IamClient();

    static List<String> operations() {
        return new IamClient().service.operations("iam");
    }

    @BeforeEach
    void makeCaller() {
        client.root("CreateUser", "UserName", "caller");
    }

    private IamResponse ask(String who, String operation) {
        return client.askWith(VALUES, who, operation);
    }

    private void give(String element, String permission, String resource) {
        client.putUserPolicy("caller", ALLOW.formatted(element, permission, resource));
    }

    private static boolean isDenied(IamResponse response) {
        return response.error().equals(Optional.of("AccessDenied"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operationNeedsThePermissionOfItsName(String operation) {
        assertEquals(
                Optional.of("MissingAuthenticationToken"),
                client.ask("", operation).error());
        assertTrue(isDenied(ask("caller", operation)), operation);
        give("NotAction", operation, "*");
        assertTrue(isDenied(ask("caller", operation)), operation);
        give("Action", operation, "arn:aws:iam::000000000000:*/other");
        assertTrue(isDenied(ask("caller", operation)), operation);
        give("Action", operation, "*");
        IamResponse allowed = ask("caller", operation);
        assertTrue(!isDenied(allowed), allowed.document());
        assertTrue(allowed.status() < 500, allowed.document());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void rootMayDoEverything(String operation) {
        IamResponse response = ask("root", operation);
        assertTrue(!isDenied(response) && response.status() < 500, response.document());
    }

    /** Otherwise who may rename a few could make one of them somebody whom other policies name. */
    @ParameterizedTest
    @ValueSource(strings = {"User", "Group"})
    void renamingNeedsThePermissionForTheNewNameToo(String kind) {
        client.root("Create" + kind, kind + "Name", "one", "Path", "/team/");
        give("Action", "Update" + kind, "arn:aws:iam::000000000000:" + kind.toLowerCase(Locale.ROOT) + "/team/*");
        String name = kind + "Name";
        String operation = "Update" + kind;
        assertTrue(isDenied(client.ask("caller", operation, name, "one", "NewPath", "/")));
        assertEquals(
                400,
                client.ask("caller", operation, name, "one", "NewPath", "/", "New" + name, "team/x")
                        .status());
        assertEquals(
                200,
                client.ask("caller", operation, name, "one", "New" + name, "two")
                        .status());
        assertEquals(
                200,
                client.ask("caller", operation, name, "two", "NewPath", "/team/sub/")
                        .status());
    }

    @Test
    void nobodyRaisesHimselfByWhatHeMay() {
        give("Action", "PutUserPolicy", "arn:aws:iam::000000000000:user/other");
        for (String kind : List.of("User", "Group", "Role")) {
            IamResponse attached = client.ask(
                    "caller",
                    "Attach" + kind + "Policy",
                    kind + "Name",
                    "caller",
                    "PolicyArn",
                    "arn:aws:iam::aws:policy/AdministratorAccess");
            assertTrue(isDenied(attached), attached.document());
        }
        IamResponse put = client.ask(
                "caller",
                "PutUserPolicy",
                "UserName",
                "caller",
                "PolicyName",
                "all",
                "PolicyDocument",
                ALLOW.formatted("Action", "*", "*"));
        assertTrue(isDenied(put), put.document());
    }
}
