package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Users, groups and roles are found whatever the case of their names, by every operation, and stay who they are: for
 * permissions, in answers, and for what is changed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Names in IAM</a>
 */
class IamNameCaseTest {
    private static final String READ =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}}";
    private static final String ALL_BUT_TARGET = "{\"Version\":\"2012-10-17\",\"Statement\":["
            + "{\"Effect\":\"Allow\",\"Action\":\"iam:*\",\"Resource\":\"*\"},"
            + "{\"Effect\":\"Deny\",\"Action\":\"iam:*\",\"Resource\":\"arn:aws:iam::*:*/team/Target\"}]}";
    private static final List<String> KINDS = List.of("User", "Group", "Role");

    private final IamClient client = made();

    static List<String> operations() {
        return new IamClient().service.operations("iam");
    }

    /** An account with a user, a group and a role of the name {@code Target}. */
    private static IamClient made() {
        IamClient client = new IamClient();
        client.root("CreateUser", "UserName", "Target", "Path", "/team/");
        client.root("CreateGroup", "GroupName", "Target", "Path", "/team/");
        client.root("CreateRole", "RoleName", "Target", "Path", "/team/", "AssumeRolePolicyDocument", IamClient.TRUST);
        client.root("AddUserToGroup", "UserName", "Target", "GroupName", "Target");
        for (String kind : KINDS) {
            client.root("Put" + kind + "Policy", kind + "Name", "Target", "PolicyName", "p", "PolicyDocument", READ);
        }
        client.root("CreateUser", "UserName", "caller");
        client.putUserPolicy("caller", ALL_BUT_TARGET);
        return client;
    }

    private static Map<String, String> values(String name) {
        Map<String, String> values = new HashMap<>(Map.of(
                "PolicyName", "p",
                "PolicyDocument", READ,
                "AssumeRolePolicyDocument", IamClient.TRUST,
                "PolicyArn", "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
                "PolicySourceArn", "arn:aws:iam::000000000000:user/team/Target",
                "VersionId", "v1",
                "AccessKeyId", "AKIATARGET",
                "Status", "Active"));
        KINDS.forEach(kind -> values.put(kind + "Name", name));
        return values;
    }

    /** The answers to some questions, by which two accounts are compared, without ids, times and secrets. */
    private static String state(IamClient client) {
        StringBuilder state = new StringBuilder();
        for (String list : List.of("ListUsers", "ListGroups", "ListRoles")) {
            state.append(plain(client.root(list)));
        }
        for (String kind : KINDS) {
            for (String operation : List.of("List" + kind + "Policies", "ListAttached" + kind + "Policies")) {
                state.append(plain(
                        client.ask("root", operation, kind + "Name", "Target").document()));
            }
        }
        state.append(plain(client.ask("root", "GetGroup", "GroupName", "Target").document()));
        return state.append(plain(client.ask("root", "ListAccessKeys", "UserName", "Target")
                        .document()))
                .toString();
    }

    private static String plain(String document) {
        return document.replaceAll("\\bA[A-Z]{3}[A-Z2-7]{16,17}\\b", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("(?<=<SecretAccessKey>)[^<]+", "SECRET");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationFindsWhomAnotherCaseNames(String operation) {
        IamClient other = made();
        String exact = plain(client.askWith(values("Target"), "root", operation).document());
        IamResponse response = other.askWith(values("TARGET"), "root", operation);
        String found = plain(response.document());
        boolean taken = response.error().equals(Optional.of("EntityAlreadyExists"));
        assertEquals(exact, taken ? found.replace("TARGET", "Target") : found);
        assertEquals(state(client), state(other));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void denialHoldsHoweverTheNameIsWritten(String operation) {
        boolean exact = isDenied(client.askWith(values("Target"), "caller", operation));
        assertEquals(exact, isDenied(made().askWith(values("tARGET"), "caller", operation)));
    }

    private static boolean isDenied(IamResponse response) {
        return response.error().equals(Optional.of("AccessDenied"));
    }

    @Test
    void renamingChangesTheCaseAlone() {
        client.root("UpdateUser", "UserName", "target", "NewUserName", "TARGET");
        client.root("UpdateGroup", "GroupName", "target", "NewGroupName", "tarGET");
        assertEquals(List.of("caller", "TARGET"), IamClient.texts(client.root("ListUsers"), "UserName"));
        assertEquals(List.of("TARGET"), IamClient.texts(client.root("GetGroup", "GroupName", "Target"), "UserName"));
        assertEquals(
                List.of("tarGET"),
                IamClient.texts(client.root("ListGroupsForUser", "UserName", "Target"), "GroupName"));
    }

    /** ARNs of policies are compared letter by letter. */
    @Test
    void arnOfAnotherCaseIsNobodys() {
        for (String principal :
                List.of("iam::000000000000:user/team/TARGET", "sts::000000000000:assumed-role/TARGET/s")) {
            IamResponse response = client.ask(
                    "root",
                    "UpdateAssumeRolePolicy",
                    "RoleName",
                    "Target",
                    "PolicyDocument",
                    IamClient.TRUST.replace("\"*\"", "{\"AWS\":\"arn:aws:" + principal + "\"}"));
            assertEquals(Optional.of("MalformedPolicyDocument"), response.error(), response.document());
        }
        IamResponse assumed = client.askSts(
                "caller",
                "AssumeRole",
                "RoleArn",
                "arn:aws:iam::000000000000:role/team/TARGET",
                "RoleSessionName",
                "s");
        assertFalse(assumed.status() == 200, assumed.document());
    }
}
