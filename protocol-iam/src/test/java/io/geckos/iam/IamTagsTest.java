package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.AccountStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tags of users, roles and managed policies.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM resources</a>
 */
class IamTagsTest {
    private static final String DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}}";

    private final IamClient client = new IamClient();

    /** What can have tags. */
    enum Kind {
        USER("User", "UserName", "it"),
        ROLE("Role", "RoleName", "it", "AssumeRolePolicyDocument", IamClient.TRUST),
        POLICY("Policy", "PolicyName", "it", "PolicyDocument", DOCUMENT.formatted("s3:GetObject"));

        private final String noun;
        private final String creation;

        Kind(String noun, String... creation) {
            this.noun = noun;
            this.creation = String.join("\n", creation);
        }

        private List<String> creation() {
            return List.of(creation.split("\n", -1));
        }

        private List<String> named() {
            return this == POLICY
                    ? List.of("PolicyArn", "arn:aws:iam::000000000000:policy/it")
                    : List.of(noun + "Name", "it");
        }
    }

    /** The names of members of {@code Tags} and their values, for keys and values in turn. */
    private static List<String> tags(String... keysAndValues) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            String member = "Tags.member." + (i / 2 + 1);
            parameters.addAll(List.of(member + ".Key", keysAndValues[i], member + ".Value", keysAndValues[i + 1]));
        }
        return parameters;
    }

    private IamResponse ask(String who, String operation, List<String> parameters, List<String> more) {
        List<String> all = new ArrayList<>(parameters);
        all.addAll(more);
        return client.ask(who, operation, all.toArray(String[]::new));
    }

    private String root(String operation, List<String> parameters, List<String> more) {
        IamResponse response = ask("root", operation, parameters, more);
        assertEquals(200, response.status(), response.document());
        return response.document();
    }

    private String create(Kind kind, String... keysAndValues) {
        return root("Create" + kind.noun, kind.creation(), tags(keysAndValues));
    }

    private static List<String> shown(String document) {
        List<String> keys = IamClient.texts(document, "Key");
        List<String> values = IamClient.texts(document, "Value");
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            tags.add(keys.get(i) + "=" + values.get(i));
        }
        return tags;
    }

    private List<String> listed(Kind kind) {
        return shown(root("List" + kind.noun + "Tags", kind.named(), List.of()));
    }

    @BeforeEach
    void makeCaller() {
        client.root("CreateUser", "UserName", "caller");
    }

    private void allow(String... operations) {
        client.putUserPolicy(
                "caller", DOCUMENT.replace("\"%s\"", "[\"iam:" + String.join("\",\"iam:", operations) + "\"]"));
    }

    @ParameterizedTest
    @EnumSource
    void tagsAreKeptShownReplacedAndTakenAway(Kind kind) {
        assertEquals(List.of("owner=web", "team=a b"), shown(create(kind, "team", "a b", "owner", "web")));
        assertEquals(List.of("owner=web", "team=a b"), shown(root("Get" + kind.noun, kind.named(), List.of())));
        root("Tag" + kind.noun, kind.named(), tags("team", "c", "empty", "", "größe/π", "_.:/=+-@"));
        assertEquals(List.of("empty=", "größe/π=_.:/=+-@", "owner=web", "team=c"), listed(kind));
        root("Untag" + kind.noun, kind.named(), List.of("TagKeys.member.1", "TEAM", "TagKeys.member.2", "unknown"));
        assertEquals(List.of("empty=", "größe/π=_.:/=+-@", "owner=web"), listed(kind));
        String list = kind == Kind.POLICY ? "ListPolicies" : "List" + kind.noun + "s";
        assertFalse(client.root(list).contains("<Tags>"), "lists of entities leave tags out");
    }

    @ParameterizedTest
    @EnumSource
    void keyOfAnotherCaseTakesThePlaceOfTheFirst(Kind kind) {
        create(kind, "Team", "a");
        root("Tag" + kind.noun, kind.named(), tags("TEAM", "b"));
        assertEquals(List.of("TEAM=b"), listed(kind));
        IamResponse twice = ask("root", "Tag" + kind.noun, kind.named(), tags("x", "1", "X", "2"));
        assertEquals(Optional.of("InvalidInput"), twice.error(), twice.document());
        assertEquals(List.of("TEAM=b"), listed(kind));
    }

    @ParameterizedTest
    @EnumSource
    void fiftyTagsAreTheMost(Kind kind) {
        List<String> fifty = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            fifty.addAll(List.of("key" + i, ""));
        }
        create(kind, fifty.toArray(String[]::new));
        root("Tag" + kind.noun, kind.named(), tags("KEY7", "changed"));
        IamResponse more = ask("root", "Tag" + kind.noun, kind.named(), tags("one", "more"));
        assertEquals(Optional.of("LimitExceeded"), more.error(), more.document());
        String first = root("List" + kind.noun + "Tags", kind.named(), List.of("MaxItems", "30"));
        String marker = IamClient.texts(first, "Marker").getFirst();
        String rest = root("List" + kind.noun + "Tags", kind.named(), List.of("Marker", marker));
        assertEquals(30, shown(first).size());
        assertEquals(20, shown(rest).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aws:x", "AWS:x", "a*b", "a\u0000b", "a\nb", "<b>"})
    void keysHaveAForm(String key) {
        IamResponse response = ask("root", "CreateUser", List.of("UserName", "it"), tags(key, "v"));
        assertEquals(400, response.status(), response.document());
        assertEquals(
                Optional.of("NoSuchEntity"),
                client.ask("root", "GetUser", "UserName", "it").error());
    }

    @Test
    void lengthsCountCharacters() {
        String key = "\uD835\uDC00".repeat(128);
        root("CreateUser", List.of("UserName", "it"), tags(key, "v".repeat(256)));
        for (List<String> tooLong : List.of(tags("k".repeat(129), "v"), tags("k", "v".repeat(257)))) {
            IamResponse response = ask("root", "TagUser", List.of("UserName", "it"), tooLong);
            assertEquals(Optional.of("ValidationError"), response.error(), response.document());
        }
        assertEquals(1, listed(Kind.USER).size());
    }

    @ParameterizedTest
    @EnumSource
    void whoMakesSomethingWithTagsNeedsThePermissionToTag(Kind kind) {
        allow("Create" + kind.noun);
        IamResponse denied = ask("caller", "Create" + kind.noun, kind.creation(), tags("k", "v"));
        assertEquals(Optional.of("AccessDenied"), denied.error(), denied.document());
        assertTrue(denied.document().contains("iam:Tag" + kind.noun), denied.document());
        assertEquals(
                Optional.of("NoSuchEntity"),
                ask("root", "Get" + kind.noun, kind.named(), List.of()).error());
        allow("Create" + kind.noun, "Tag" + kind.noun);
        assertEquals(
                200,
                ask("caller", "Create" + kind.noun, kind.creation(), tags("k", "v"))
                        .status());
    }

    @Test
    void builtInPoliciesHaveNoTags() {
        List<String> builtIn = List.of("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess");
        assertEquals(List.of(), shown(root("ListPolicyTags", builtIn, List.of())));
        IamResponse response = ask("root", "TagPolicy", builtIn, tags("k", "v"));
        assertEquals(Optional.of("UnmodifiableEntity"), response.error(), response.document());
    }

    @Test
    void tagsSurviveOtherChangesAndARestart() {
        create(Kind.USER, "k", "v");
        create(Kind.ROLE, "k", "v");
        client.root("UpdateUser", "UserName", "it", "NewUserName", "other");
        client.root("CreateAccessKey", "UserName", "other");
        client.root("UpdateRole", "RoleName", "it", "Description", "new");
        AccountStore again = client.reopened();
        again.refresh();
        for (PolicyOwner.Kind kind : List.of(PolicyOwner.Kind.USER, PolicyOwner.Kind.ROLE)) {
            PolicyOwner owner = again.first()
                    .database()
                    .owner(kind, kind == PolicyOwner.Kind.USER ? "other" : "it")
                    .orElseThrow();
            assertEquals(Map.of("k", "v"), owner.entity().tags());
        }
    }

    @Test
    void partsThatATagDoesNotHaveAreRefused() {
        IamResponse response = client.ask(
                "root", "CreateUser", "UserName", "it", "Tags.member.1.Key", "k", "Tags.member.1.Colour", "red");
        assertEquals(Optional.of("ValidationError"), response.error(), response.document());
    }
}
