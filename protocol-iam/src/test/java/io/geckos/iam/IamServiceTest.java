package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers as clients of IAM and STS know them. */
class IamServiceTest {
    private static final String POLICY =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";
    private static final String TRUST = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"000000000000\"},"
            + "\"Action\":\"sts:AssumeRole\"}}";

    private final IamClient client = new IamClient();

    private static void refused(int status, String code, IamResponse response) {
        assertEquals(Optional.of(code), response.error(), response.document());
        assertEquals(status, response.status());
        assertEquals(List.of(code), IamClient.texts(response.document(), "Code"));
        assertEquals(List.of("REQUEST"), IamClient.texts(response.document(), "RequestId"));
    }

    @Test
    void answersHaveTheFormOfIam() {
        String document = client.root("CreateUser", "UserName", "alice", "Path", "/a&b/");
        String id = IamClient.texts(document, "UserId").getFirst();
        String created = IamClient.texts(document, "CreateDate").getFirst();
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><CreateUserResult><User>"
                        + "<Path>/a&amp;b/</Path><UserName>alice</UserName><UserId>" + id
                        + "</UserId><Arn>arn:aws:iam::000000000000:user/a&amp;b/alice</Arn><CreateDate>" + created
                        + "</CreateDate></User></CreateUserResult><ResponseMetadata><RequestId>REQUEST</RequestId>"
                        + "</ResponseMetadata></CreateUserResponse>\n",
                document);
        assertTrue(id.matches("AIDA[A-Z2-7]{17}"), id);
        assertTrue(created.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), created);
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<DeleteUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ResponseMetadata>"
                        + "<RequestId>REQUEST</RequestId></ResponseMetadata></DeleteUserResponse>\n",
                client.root("DeleteUser", "UserName", "alice"));
        assertEquals(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
                        + "<Code>NoSuchEntity</Code><Message>The user with name alice cannot be found.</Message></Error>"
                        + "<RequestId>REQUEST</RequestId></ErrorResponse>\n",
                client.ask("root", "GetUser", "UserName", "alice").document());
    }

    @Test
    void keysAreMadeWithTheirSecretAndListedWithoutIt() {
        client.root("CreateUser", "UserName", "alice");
        String made = client.root("CreateAccessKey", "UserName", "alice");
        String secret = IamClient.texts(made, "SecretAccessKey").getFirst();
        assertTrue(secret.matches("[A-Za-z0-9+/]{40}"), secret);
        assertTrue(IamClient.texts(made, "AccessKeyId").getFirst().matches("AKIA[A-Z2-7]{16}"));
        String listed = client.root("ListAccessKeys", "UserName", "alice");
        assertEquals(IamClient.texts(made, "AccessKeyId"), IamClient.texts(listed, "AccessKeyId"));
        assertFalse(listed.contains(secret));
    }

    @Test
    void documentsOfPoliciesAreEncodedInAnswers() {
        client.root("CreateUser", "UserName", "alice");
        client.putUserPolicy("alice", POLICY);
        String document = client.root("GetUserPolicy", "UserName", "alice", "PolicyName", "p");
        assertEquals(
                List.of("%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C"
                        + "%22Resource%22%3A%22%2A%22%7D%7D"),
                IamClient.texts(document, "PolicyDocument"));
    }

    @Test
    void listsAreInOrderOfNamesWhateverTheirCase() {
        for (String name : List.of("Ad", "ac", "Ab", "aa")) {
            client.root("CreateUser", "UserName", name);
        }
        assertEquals(List.of("aa", "Ab", "ac", "Ad"), IamClient.texts(client.root("ListUsers"), "UserName"));
        String marker = IamClient.texts(client.root("ListUsers", "MaxItems", "2"), "Marker")
                .getFirst();
        assertEquals(List.of("ac", "Ad"), IamClient.texts(client.root("ListUsers", "Marker", marker), "UserName"));
    }

    @Test
    void summaryCountsAndNamesLimits() {
        client.root("CreateUser", "UserName", "alice");
        String summary = client.root("GetAccountSummary");
        assertTrue(summary.contains("<entry><key>Users</key><value>1</value></entry>"), summary);
        assertTrue(summary.contains("<entry><key>Groups</key><value>0</value></entry>"), summary);
        assertTrue(summary.contains("<entry><key>AccessKeysPerUserQuota</key><value>2</value></entry>"), summary);
        assertTrue(summary.contains("<entry><key>RolePolicySizeQuota</key><value>10240</value></entry>"), summary);
    }

    @Test
    void providersOfIdentitiesAreNone() {
        assertTrue(client.root("ListOpenIDConnectProviders").contains("<OpenIDConnectProviderList></"));
        assertTrue(client.root("ListSAMLProviders").contains("<SAMLProviderList></"));
    }

    @Test
    void userWhomAnotherServerHasJustMadeIsFoundByChanges() {
        IamClient other = client.ofAnotherServer();
        client.root("CreateUser", "UserName", "alice");
        assertEquals(List.of("alice"), IamClient.texts(other.root("CreateAccessKey", "UserName", "ALICE"), "UserName"));
        IamClient third = client.ofAnotherServer();
        third.root("TagUser", "UserName", "alice", "Tags.member.1.Key", "k", "Tags.member.1.Value", "v");
    }

    @Test
    void aListOfNoTagsAsksForNothing() {
        client.root("CreateUser", "UserName", "alice", "Tags", "");
        refused(501, "NotImplemented", client.ask("root", "CreateUser", "UserName", "bob", "Tags", "x"));
        refused(501, "NotImplemented", client.ask("root", "CreateUser", "UserName", "bob", "Other", ""));
    }

    @Test
    void longListsComeInPages() {
        for (int i = 10; i < 15; i++) {
            client.root("CreateUser", "UserName", "user" + i);
        }
        List<String> names = new ArrayList<>();
        String page = client.root("ListUsers", "MaxItems", "2");
        int pages = 1;
        while (IamClient.texts(page, "IsTruncated").equals(List.of("true"))) {
            names.addAll(IamClient.texts(page, "UserName"));
            String marker = IamClient.texts(page, "Marker").getFirst();
            // What goes between two pages disturbs neither.
            client.ask("root", "DeleteUser", "UserName", "user11");
            page = client.root("ListUsers", "MaxItems", "2", "Marker", marker);
            pages++;
        }
        names.addAll(IamClient.texts(page, "UserName"));
        assertEquals(List.of("user10", "user11", "user12", "user13", "user14"), names);
        assertEquals(3, pages);
        assertEquals(List.of(), IamClient.texts(page, "Marker"));
        refused(400, "ValidationError", client.ask("root", "ListUsers", "Marker", "!"));
        for (String wrong : List.of("0", "1001", "-1", "x", "", "99999999999")) {
            refused(400, "ValidationError", client.ask("root", "ListUsers", "MaxItems", wrong));
        }
    }

    @Test
    void requestsWithoutCredentialsAreRefusedBeforeAnythingElse() {
        refused(403, "MissingAuthenticationToken", client.ask("", "CreateUser", "UserName", "alice"));
        refused(403, "MissingAuthenticationToken", client.ask("", "NoSuchAction"));
        refused(403, "InvalidClientTokenId", client.ask("nobody", "ListUsers"));
        assertTrue(client.store.database().users().isEmpty());
    }

    @Test
    void otherOperationsAreRefusedByTheirNames() {
        IamResponse response = client.ask("root", "CreateSAMLProvider");
        refused(400, "InvalidAction", response);
        assertTrue(response.document().contains("CreateSAMLProvider"), response.document());
        refused(400, "InvalidAction", client.askSts("root", "CreateUser", "UserName", "alice"));
        refused(400, "InvalidAction", client.ask("root", "GetCallerIdentity"));
        refused(400, "MissingAction", client.send("root", "Version=2010-05-08"));
        refused(400, "NoSuchVersion", client.send("root", "Action=ListUsers"));
        refused(400, "NoSuchVersion", client.send("root", "Action=ListUsers&Version=2010-05-09"));
    }

    @Test
    void parametersThatWouldBeIgnoredAreRefused() {
        IamResponse response = client.ask(
                "root", "CreateGroup", "GroupName", "team", "Tags.member.1.Key", "k", "Tags.member.1.Value", "v");
        refused(501, "NotImplemented", response);
        assertTrue(response.document().contains("Parameter Tags of CreateGroup"), response.document());
        refused(501, "NotImplemented", client.askSts("root", "AssumeRole", "RoleArn", "x", "SerialNumber", "x"));
        assertTrue(client.store.database().users().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Action=ListUsers&Version=2010-05-08&Version=2010-05-08",
                "Action=%",
                "Action=%GG",
                "Action=%ff&Version=2010-05-08",
                "{\"Action\":\"ListUsers\"}",
                "<xml/>",
                "&&&&",
                "=&==&=="
            })
    void bodiesThatAreNoFormsAreRefused(String body) {
        IamResponse response = client.send("root", body);
        assertEquals(400, response.status(), response.document());
    }

    @Test
    void hugeBodiesAreRefused() {
        refused(413, "RequestEntityTooLarge", client.send("root", "a".repeat(IamService.MAX_BODY + 1)));
        refused(400, "ValidationError", client.send("root", "a=b&".repeat(1000)));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            many.append('a').append(i).append("=b&");
        }
        refused(400, "ValidationError", client.send("root", many.toString()));
        client.root("CreateUser", "UserName", "alice");
        refused(
                409,
                "LimitExceeded",
                client.ask(
                        "root",
                        "PutUserPolicy",
                        "UserName",
                        "alice",
                        "PolicyName",
                        "p",
                        "PolicyDocument",
                        POLICY + " ".repeat(50_000)));
    }

    @Test
    void deeplyNestedPoliciesAreRefused() {
        client.root("CreateUser", "UserName", "alice");
        refused(
                400,
                "MalformedPolicyDocument",
                client.ask(
                        "root",
                        "PutUserPolicy",
                        "UserName",
                        "alice",
                        "PolicyName",
                        "p",
                        "PolicyDocument",
                        "{\"Statement\":" + "[".repeat(1500)));
    }

    @Test
    void charactersThatXmlHasNoFormForBreakNoAnswer() {
        IamResponse response = client.ask("root", "GetUser", "UserName", "\u0000<a>&\u0001\uFFFE");
        refused(404, "NoSuchEntity", response);
        assertTrue(response.document().contains("&lt;a&gt;&amp;"), response.document());
        assertFalse(response.document().contains("\u0000"));
        assertFalse(response.document().contains("\uFFFE"));
    }

    @Test
    void usersAreTheirOwnSubjectWhereNoneIsNamed() {
        client.root("CreateUser", "UserName", "alice");
        client.root(
                "PutUserPolicy",
                "UserName",
                "alice",
                "PolicyName",
                "self",
                "PolicyDocument",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:*\","
                        + "\"Resource\":\"arn:aws:iam::*:user/${aws:username}\"}}");
        assertEquals(200, client.ask("alice", "GetUser").status());
        IamResponse key = client.ask("alice", "CreateAccessKey");
        assertEquals(List.of("alice"), IamClient.texts(key.document(), "UserName"));
        client.root("CreateUser", "UserName", "bob");
        refused(403, "AccessDenied", client.ask("alice", "CreateAccessKey", "UserName", "bob"));
        refused(403, "AccessDenied", client.ask("alice", "GetUser", "UserName", "nobody"));
        refused(400, "ValidationError", client.ask("root", "CreateAccessKey"));
        assertTrue(client.ask("root", "GetUser").document().contains("arn:aws:iam::000000000000:root"));
    }

    @Test
    void callersLearnWhoTheyAre() {
        client.root("CreateUser", "UserName", "alice", "Path", "/team/");
        String document = client.askSts("alice", "GetCallerIdentity").document();
        assertTrue(document.contains("xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\""), document);
        assertEquals(List.of("arn:aws:iam::000000000000:user/team/alice"), IamClient.texts(document, "Arn"));
        assertEquals(List.of("000000000000"), IamClient.texts(document, "Account"));
    }

    @Test
    void sessionsLastAsLongAsAllowed() {
        client.root("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", TRUST);
        String arn = "arn:aws:iam::000000000000:role/r";
        for (String wrong : List.of("899", "3601", "43201", "x")) {
            refused(
                    400,
                    "ValidationError",
                    client.askSts(
                            "root", "AssumeRole", "RoleArn", arn, "RoleSessionName", "me", "DurationSeconds", wrong));
        }
        for (String wrong : List.of("a", "a b", "x".repeat(65), "a/b")) {
            refused(
                    400,
                    "ValidationError",
                    client.askSts("root", "AssumeRole", "RoleArn", arn, "RoleSessionName", wrong));
        }
        IamResponse assumed = client.askSts("root", "AssumeRole", "RoleArn", arn, "RoleSessionName", "me");
        assertEquals(200, assumed.status(), assumed.document());
        assertTrue(assumed.document().contains("arn:aws:sts::000000000000:assumed-role/r/me"), assumed.document());
        refused(
                400,
                "MalformedPolicyDocument",
                client.askSts("root", "AssumeRole", "RoleArn", arn, "RoleSessionName", "me", "Policy", "{}"));
        refused(
                403,
                "AccessDenied",
                client.askSts("root", "AssumeRole", "RoleArn", arn + "x", "RoleSessionName", "me"));
        refused(400, "ValidationError", client.askSts("root", "GetSessionToken", "DurationSeconds", "129601"));
        assertEquals(200, client.askSts("root", "GetSessionToken").status());
    }
}
