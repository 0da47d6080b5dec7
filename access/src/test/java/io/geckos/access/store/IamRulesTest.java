package io.geckos.access.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.identity.User;
import io.geckos.access.store.IamException.Code;
import io.geckos.domain.name.Principal;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of IAM by which users, groups, roles and policies are made, changed and deleted. */
class IamRulesTest {
    private static final String ACCOUNT = "000000000000";
    private static final String FULL = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    private static final String DOCUMENT =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";
    private static final String TRUST =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";

    private final UserStore store =
            new UserStore(new DocumentMap(), new Principal("canonical", "owner"), Clock.systemUTC());
    private final IamUsers users = new IamUsers(store);
    private final IamGroups groups = new IamGroups(store);
    private final IamPolicies policies = new IamPolicies(store, ACCOUNT);
    private final IamRoles roles = new IamRoles(store, PrincipalDirectory.of(store));

    @BeforeEach
    void makeAlice() {
        users.create("alice", "/");
    }

    private static void refused(Code code, Executable change) {
        assertEquals(code, assertThrows(IamException.class, change).code());
    }

    @Test
    void namesDifferInMoreThanCase() {
        refused(Code.EntityAlreadyExists, () -> users.create("Alice", "/"));
        groups.create("g", "/");
        refused(Code.EntityAlreadyExists, () -> groups.create("G", "/"));
        policies.create("p", "/", "", DOCUMENT);
        refused(Code.EntityAlreadyExists, () -> policies.create("P", "/x/", "", DOCUMENT));
        roles.create("r", "/", TRUST, "", 3600);
        refused(Code.EntityAlreadyExists, () -> roles.create("R", "/", TRUST, "", 3600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "a*", "${aws:username}", "a\n"})
    void namesOfAnotherFormAreRefused(String name) {
        refused(Code.ValidationError, () -> users.create(name, "/"));
        refused(Code.ValidationError, () -> groups.create(name, "/"));
        refused(Code.ValidationError, () -> roles.create(name, "/", TRUST, "", 3600));
        refused(Code.ValidationError, () -> policies.create(name, "/", "", DOCUMENT));
        refused(Code.ValidationError, () -> users.update("alice", Optional.of(name), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a", "a/", "/a b/", "/ä/"})
    void pathsOfAnotherFormAreRefused(String path) {
        refused(Code.ValidationError, () -> users.create("bob", path));
    }

    @Test
    void aUserHasAtMostTwoKeys() {
        users.createKey("alice");
        users.createKey("alice");
        refused(Code.LimitExceeded, () -> users.createKey("alice"));
    }

    @Test
    void aUserWithKeysPoliciesOrGroupsIsNotDeleted() {
        AccessKey key = users.createKey("alice");
        refused(Code.DeleteConflict, () -> users.delete("alice"));
        users.deleteKey("alice", key.id());
        policies.put(Kind.USER, "alice", "p", DOCUMENT);
        refused(Code.DeleteConflict, () -> users.delete("alice"));
        policies.delete(Kind.USER, "alice", "p");
        policies.attach(Kind.USER, "alice", FULL);
        refused(Code.DeleteConflict, () -> users.delete("alice"));
        policies.detach(Kind.USER, "alice", FULL);
        groups.create("g", "/");
        users.addToGroup("alice", "g");
        refused(Code.DeleteConflict, () -> users.delete("alice"));
        refused(Code.DeleteConflict, () -> groups.delete("g"));
        users.removeFromGroup("alice", "g");
        users.delete("alice");
        groups.delete("g");
        refused(Code.NoSuchEntity, () -> users.get("alice"));
    }

    @Test
    void keysBelongToTheirUser() {
        users.create("bob", "/");
        AccessKey key = users.createKey("alice");
        refused(Code.NoSuchEntity, () -> users.deleteKey("bob", key.id()));
        refused(Code.NoSuchEntity, () -> users.setActive("bob", key.id(), false));
        assertTrue(store.find(key.id()).isPresent());
    }

    @Test
    void aRenamedUserKeepsItsIdKeysAndPolicies() {
        User before = users.get("alice");
        AccessKey key = users.createKey("alice");
        policies.attach(Kind.USER, "alice", FULL);
        users.update("alice", Optional.of("anna"), Optional.of("/x/"));
        User after = users.get("anna");
        assertEquals(before.entity().id(), after.entity().id());
        assertEquals(key, after.keys().getFirst());
        assertEquals("arn:aws:iam::000000000000:user/x/anna", after.arn(ACCOUNT));
        assertTrue(after.policies().attached().contains(FULL));
        refused(Code.NoSuchEntity, () -> users.get("alice"));
    }

    @Test
    void aRenamedGroupKeepsItsUsers() {
        groups.create("g", "/");
        users.addToGroup("alice", "g");
        groups.update("g", Optional.of("h"), Optional.empty());
        assertEquals("alice", groups.users("h").getFirst().entity().name());
        assertEquals("h", users.groups("alice").getFirst().entity().name());
        refused(Code.NoSuchEntity, () -> groups.get("g"));
    }

    @Test
    void anAttachedPolicyIsNotDeleted() {
        String arn = policies.create("p", "/", "", DOCUMENT).arn(ACCOUNT);
        policies.attach(Kind.USER, "alice", arn);
        refused(Code.DeleteConflict, () -> policies.delete(arn));
        policies.detach(Kind.USER, "alice", arn);
        refused(Code.NoSuchEntity, () -> policies.detach(Kind.USER, "alice", arn));
        policies.delete(arn);
        refused(Code.NoSuchEntity, () -> policies.attach(Kind.USER, "alice", arn));
    }

    @Test
    void whatComesWithTheServerCannotBeChanged() {
        refused(Code.UnmodifiableEntity, () -> policies.delete(FULL));
        refused(Code.UnmodifiableEntity, () -> policies.createVersion(FULL, DOCUMENT, true));
        assertEquals("v1", "v" + policies.get(FULL).current());
    }

    @Test
    void versionsOfAPolicyAreNumberedOnce() {
        String arn = policies.create("p", "/", "", DOCUMENT).arn(ACCOUNT);
        assertEquals("v2", policies.createVersion(arn, DOCUMENT, true).id());
        assertEquals("v3", policies.createVersion(arn, DOCUMENT, false).id());
        refused(Code.DeleteConflict, () -> policies.deleteVersion(arn, "v2"));
        policies.deleteVersion(arn, "v3");
        assertEquals("v4", policies.createVersion(arn, DOCUMENT, false).id());
        policies.createVersion(arn, DOCUMENT, false);
        policies.createVersion(arn, DOCUMENT, false);
        refused(Code.LimitExceeded, () -> policies.createVersion(arn, DOCUMENT, false));
        refused(Code.NoSuchEntity, () -> policies.setCurrent(arn, "v3"));
        policies.setCurrent(arn, "v1");
        assertEquals(1, policies.get(arn).current());
        refused(Code.DeleteConflict, () -> policies.delete(arn));
    }

    @Test
    void policiesThatCannotBeObeyedAreRefused() {
        String wrong = DOCUMENT.replace("s3:*", "s3:GetObjekt");
        refused(Code.MalformedPolicyDocument, () -> policies.put(Kind.USER, "alice", "p", wrong));
        refused(Code.MalformedPolicyDocument, () -> policies.create("p", "/", "", wrong));
        refused(Code.MalformedPolicyDocument, () -> roles.create("r", "/", DOCUMENT, "", 3600));
        refused(Code.MalformedPolicyDocument, () -> roles.create("r", "/", TRUST.replace("sts:", "s3:"), "", 3600));
        refused(Code.MalformedPolicyDocument, () -> policies.put(Kind.USER, "alice", "p", TRUST));
    }

    @Test
    void policiesHaveALimit() {
        String large = DOCUMENT.replace("\"s3:*\"", "[\"s3:*\"" + ",\"s3:GetObject\"".repeat(150) + "]");
        refused(Code.LimitExceeded, () -> policies.put(Kind.USER, "alice", "p", large));
        policies.put(Kind.USER, "alice", "p", DOCUMENT + " ".repeat(2100));
        refused(Code.LimitExceeded, () -> policies.put(Kind.USER, "alice", "p", DOCUMENT + " ".repeat(10_000)));
        String larger = large.replace("[", "[" + "\"s3:Get*\",".repeat(600));
        refused(Code.LimitExceeded, () -> policies.create("p", "/", "", larger));
    }

    @Test
    void aRoleWithPoliciesIsNotDeleted() {
        roles.create("r", "/", TRUST, "", 3600);
        policies.put(Kind.ROLE, "r", "p", DOCUMENT);
        refused(Code.DeleteConflict, () -> roles.delete("r"));
        policies.delete(Kind.ROLE, "r", "p");
        roles.delete("r");
        refused(Code.NoSuchEntity, () -> roles.get("r"));
    }

    @Test
    void sessionsOfRolesLastFromOneToTwelveHours() {
        refused(Code.ValidationError, () -> roles.create("r", "/", TRUST, "", 3599));
        refused(Code.ValidationError, () -> roles.create("r", "/", TRUST, "", 43_201));
        roles.create("r", "/", TRUST, "", 43_200);
    }
}
