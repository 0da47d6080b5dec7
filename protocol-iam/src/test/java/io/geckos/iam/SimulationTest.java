package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What simulations of policies answer. */
class SimulationTest {
    private static final String ALICE = "arn:aws:iam::000000000000:user/alice";
    private static final String HOME = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "\"s3:*Object\",\"Resource\":\"arn:aws:s3:::b/${aws:username}/*\"},{\"Effect\":\"Deny\",\"Action\":"
            + "\"s3:DeleteObject\",\"Resource\":\"*\"}]}";
    private static final String BY_PREFIX =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                    + "\"s3:ListBucket\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"home/*\"}}}}";

    private final IamClient client = new IamClient();

    @BeforeEach
    void makeAlice() {
        client.root("CreateUser", "UserName", "alice");
        client.root("PutUserPolicy", "UserName", "alice", "PolicyName", "home", "PolicyDocument", HOME);
    }

    private IamResponse simulate(String... parameters) {
        List<String> all = new ArrayList<>(List.of("PolicySourceArn", ALICE));
        all.addAll(List.of(parameters));
        return client.ask("root", "SimulatePrincipalPolicy", all.toArray(String[]::new));
    }

    private static List<String> decisions(IamResponse response) {
        assertEquals(Optional.empty(), response.error(), response.document());
        return IamClient.texts(response.document(), "EvalDecision");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject,    arn:aws:s3:::b/alice/x, allowed,      home",
        "S3:getobject,    arn:aws:s3:::b/alice/x, allowed,      home",
        "s3:GetObject,    arn:aws:s3:::b/bob/x,   implicitDeny, ",
        "s3:DeleteObject, arn:aws:s3:::b/alice/x, explicitDeny, home",
        "s3:GetObject,    *,                      implicitDeny, ",
        "s3:DeleteObject, *,                      explicitDeny, home",
        "iam:CreateUser,  *,                      implicitDeny, ",
    })
    void decisionsAreThoseOfRequests(String action, String resource, String decision, String policy) {
        IamResponse response = simulate("ActionNames.member.1", action, "ResourceArns.member.1", resource);
        assertEquals(List.of(decision), decisions(response));
        assertEquals(List.of(action), IamClient.texts(response.document(), "EvalActionName"));
        assertEquals(List.of(resource), IamClient.texts(response.document(), "EvalResourceName"));
        assertEquals(
                policy == null ? List.of() : List.of(policy), IamClient.texts(response.document(), "SourcePolicyId"));
    }

    @Test
    void groupsOfTheUserCount() {
        client.root("CreateGroup", "GroupName", "staff");
        client.root("AddUserToGroup", "GroupName", "staff", "UserName", "alice");
        client.root(
                "AttachGroupPolicy",
                "GroupName",
                "staff",
                "PolicyArn",
                "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
        IamResponse response =
                simulate("ActionNames.member.1", "s3:GetObject", "ResourceArns.member.1", "arn:aws:s3:::c/x");
        assertEquals(List.of("allowed"), decisions(response));
        assertEquals(List.of("AmazonS3ReadOnlyAccess"), IamClient.texts(response.document(), "SourcePolicyId"));
        assertEquals(
                List.of("allowed"),
                decisions(client.ask(
                        "root",
                        "SimulatePrincipalPolicy",
                        "PolicySourceArn",
                        "arn:aws:iam::000000000000:group/staff",
                        "ActionNames.member.1",
                        "s3:GetObject")));
    }

    @Test
    void valuesOfConditionKeysAreGivenOrMissing() {
        String[] question = {"PolicyInputList.member.1", BY_PREFIX, "ActionNames.member.1", "s3:ListBucket"};
        IamResponse without = client.ask("root", "SimulateCustomPolicy", question);
        assertEquals(List.of("implicitDeny"), decisions(without));
        assertEquals(List.of("s3:prefix"), IamClient.texts(without.document(), "member"));
        List<String> with = new ArrayList<>(List.of(question));
        with.addAll(List.of(
                "ContextEntries.member.1.ContextKeyName", "S3:Prefix",
                "ContextEntries.member.1.ContextKeyType", "string",
                "ContextEntries.member.1.ContextKeyValues.member.1", "home/x"));
        IamResponse given = client.ask("root", "SimulateCustomPolicy", with.toArray(String[]::new));
        assertEquals(List.of("allowed"), decisions(given));
        assertEquals(List.of(), IamClient.texts(given.document(), "member"));
        assertEquals(List.of("PolicyInputList.1"), IamClient.texts(given.document(), "SourcePolicyId"));
    }

    @Test
    void nobodyInParticularHasNoName() {
        IamResponse response = client.ask(
                "root",
                "SimulateCustomPolicy",
                "PolicyInputList.member.1",
                HOME,
                "ActionNames.member.1",
                "s3:GetObject",
                "ResourceArns.member.1",
                "arn:aws:s3:::b/alice/x");
        assertEquals(List.of("implicitDeny"), decisions(response));
        assertEquals(List.of("aws:username"), IamClient.texts(response.document(), "member"));
    }

    @Test
    void policiesCanBeTriedOutBesideThoseOfTheUser() {
        IamResponse response = simulate(
                "PolicyInputList.member.1",
                BY_PREFIX.replaceFirst(",\"Condition.*", "}}"),
                "ActionNames.member.1",
                "s3:ListBucket",
                "ActionNames.member.2",
                "s3:DeleteObject");
        assertEquals(List.of("allowed", "explicitDeny"), decisions(response));
    }

    @Test
    void longAnswersComeInPages() {
        List<String> all = new ArrayList<>();
        String marker = "";
        for (int page = 0; page < 3; page++) {
            List<String> parameters = new ArrayList<>(List.of("MaxItems", "2"));
            for (int i = 1; i <= 5; i++) {
                parameters.addAll(List.of("ResourceArns.member." + i, "arn:aws:s3:::b/alice/" + i));
            }
            parameters.addAll(List.of("ActionNames.member.1", "s3:GetObject"));
            if (page > 0) {
                parameters.addAll(List.of("Marker", marker));
            }
            String document = simulate(parameters.toArray(String[]::new)).document();
            all.addAll(IamClient.texts(document, "EvalResourceName"));
            marker = String.join("", IamClient.texts(document, "Marker"));
            assertEquals(List.of(String.valueOf(page < 2)), IamClient.texts(document, "IsTruncated"));
        }
        assertEquals(
                List.of(
                        "arn:aws:s3:::b/alice/1",
                        "arn:aws:s3:::b/alice/2",
                        "arn:aws:s3:::b/alice/3",
                        "arn:aws:s3:::b/alice/4",
                        "arn:aws:s3:::b/alice/5"),
                all);
    }

    @ParameterizedTest
    @CsvSource({
        "ActionNames.member.1,     GetObject,              InvalidInput",
        "ActionNames.member.1,     s3:Get*,                InvalidInput",
        "ActionNames.member.1,     s3:GetObjekt,           InvalidInput",
        "ActionNames,              s3:GetObject,           NotImplemented",
        "ActionNames.member.0,     s3:GetObject,           NotImplemented",
        "ActionNames.member.1.x,   s3:GetObject,           ValidationError",
        "UserName.member.1,        alice,                  NotImplemented",
        "ResourcePolicy,           {},                     NotImplemented",
        "CallerArn,                x,                      NotImplemented",
        "Marker,                   !,                      ValidationError",
    })
    void whatCannotBeSimulatedIsRefused(String name, String value, String code) {
        List<String> parameters = new ArrayList<>(List.of(name, value));
        if (!name.startsWith("ActionNames.member.1")) {
            parameters.addAll(List.of("ActionNames.member.1", "s3:GetObject"));
        }
        assertEquals(
                Optional.of(code), simulate(parameters.toArray(String[]::new)).error());
    }

    @Test
    void errorsNameWhatIsWrong() {
        assertEquals(Optional.of("ValidationError"), simulate().error());
        assertEquals(
                Optional.of("InvalidInput"),
                simulate("ActionNames.member.1", "s3:GetObject", "ResourceArns.member.1", "b/x")
                        .error());
        assertEquals(
                Optional.of("InvalidInput"),
                simulate("ActionNames.member.1", "s3:GetObject", "PolicyInputList.member.1", "{}")
                        .error());
        assertEquals(
                Optional.of("NoSuchEntity"),
                client.ask(
                                "root",
                                "SimulatePrincipalPolicy",
                                "PolicySourceArn",
                                ALICE + "x",
                                "ActionNames.member.1",
                                "s3:GetObject")
                        .error());
        assertEquals(
                Optional.of("InvalidInput"),
                simulate(
                                "ActionNames.member.1", "s3:GetObject",
                                "ContextEntries.member.1.ContextKeyName", "aws:MultiFactorAuthPresent",
                                "ContextEntries.member.1.ContextKeyType", "boolean",
                                "ContextEntries.member.1.ContextKeyValues.member.1", "true")
                        .error());
    }
}
