package io.geckos.it.s3;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.S3AccessPolicy;
import io.geckos.access.S3PolicyChecker;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.KeyHolder;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.routing.Route;
import io.geckos.s3.routing.S3Action;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every request that means an operation, sent by root, by a user without a policy, by one with exactly the permissions of
 * the operation, by ones with everything but one of them, by root of another account with and without a bucket policy for
 * it, and by nobody.
 */
class PermissionMatrixTest {
    private static final Principal OWNER = new Principal("owner", "owner");
    private static final Principal OTHER =
            Account.further("123456789012", "other").owner();
    private static final String DENIED = "AccessDenied";
    private static final Set<S3Action> COPIES = EnumSet.of(S3Action.COPY_OBJECT, S3Action.UPLOAD_PART_COPY);
    private static final Set<S3Action> OF_INITIATOR = EnumSet.of(S3Action.ABORT_MULTIPART_UPLOAD, S3Action.LIST_PARTS);
    private static final String WITHOUT_PERMISSIONS = "a user without permissions";
    private static final String OF_ANOTHER_ACCOUNT = "another account";

    /** What is about no bucket, or about one that is only being made. */
    private static final Set<S3Action> OF_OWN_ACCOUNT = EnumSet.of(S3Action.LIST_BUCKETS, S3Action.CREATE_BUCKET);

    private final RecordingStorage storage = new RecordingStorage();
    private final Storage memory = new MemoryStorage();
    private final Bucket bucket = memory.buckets().create(new BucketName("bucket"), OWNER, Optional.empty());
    private final AccountStore accounts = new AccountStore(
            memory.documents(),
            OWNER,
            List.of(new Credential(OTHER, "other", S3RequestSigner.SECRET)),
            Clock.systemUTC(),
            Optional.empty());
    private final UserStore users = accounts.first();
    private final IamPolicies policies = new IamPolicies(users, Account.FIRST);
    private final KeyHolder user = new KeyHolder.User(
            new IamUsers(users).create("caller", "/").entity().id(), "caller");
    private final S3RequestSigner signer = new S3RequestSigner(S3RequestSigner.SECRET, Instant.now());
    private KeyHolder holder = KeyHolder.ROOT;
    private Principal account = OWNER;

    /** The policy looks for settings of buckets in a storage of its own, so that its questions are not recorded. */
    private final S3Service service = new S3Service(
            S3Settings.of(OWNER),
            new SignatureAuthenticator(
                    id -> Optional.of(new Credential(account, id, S3RequestSigner.SECRET, holder)),
                    Optional.empty(),
                    SignatureV2Policy.OFF,
                    Clock.systemUTC()),
            new S3AccessPolicy(
                    memory.buckets(),
                    AccountUsers.of(accounts, false),
                    ObjectOwnership.BUCKET_OWNER_ENFORCED,
                    Clock.systemUTC(),
                    new DenialLog(Clock.systemUTC())),
            new S3PolicyChecker(),
            storage);

    /** What came of a request: its error, and the calls of the storage that it led to. */
    private record Outcome(Optional<String> error, List<String> calls) {
        boolean isDenied() {
            return error.equals(Optional.of(DENIED));
        }
    }

    private Outcome send(KeyHolder who, SignedRequestFactory credentials, Route route) {
        holder = who;
        S3Response response = service.handle(credentials.on(route, signer));
        assertNotEquals(500, response.status());
        return new Outcome(response.facts().errorCode(), storage.takeCalls());
    }

    private static SignedRequestFactory signed(S3Action action) {
        return action == S3Action.POST_OBJECT ? SignedRequestFactory.FORM : SignedRequestFactory.HEADER;
    }

    private static Set<String> permissions(S3Action action) {
        Set<String> permissions = new TreeSet<>(action.permissions(false));
        if (COPIES.contains(action)) {
            permissions.add("GetObject");
        }
        return permissions;
    }

    private void give(String... statements) {
        String document = Stream.of(statements)
                .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}"));
        policies.put(PolicyOwner.Kind.USER, "caller", "policy", document);
    }

    private static String statement(String effect, String action) {
        return "{\"Effect\":\"" + effect + "\",\"Action\":" + action + ",\"Resource\":\"*\"}";
    }

    private static String allow(Set<String> permissions) {
        return statement(
                "Allow",
                permissions.stream().map(name -> "\"s3:" + name + "\"").collect(Collectors.joining(",", "[", "]")));
    }

    @TestFactory
    Stream<DynamicTest> everyOperationGoesTheSingleWay() {
        return Stream.of(S3Action.values())
                .filter(action -> action != S3Action.PREFLIGHT)
                .map(action -> DynamicTest.dynamicTest(
                        action.name(),
                        () -> assertAll(action.routes().stream().map(route -> () -> check(action, route)))));
    }

    private void check(S3Action action, Route route) {
        Outcome root = send(KeyHolder.ROOT, signed(action), route);
        assertTrue(!root.isDenied(), "root is denied: " + root);
        refused(action, route, "nobody", send(KeyHolder.ROOT, SignedRequestFactory.NONE, route), root);
        give(statement("Allow", "\"iam:*\""));
        refused(action, route, WITHOUT_PERMISSIONS, send(user, signed(action), route), root);
        for (String permission : permissions(action)) {
            give(statement("Allow", "\"*\""), statement("Deny", "\"s3:" + permission + "\""));
            refused(action, route, "all but " + permission, send(user, signed(action), route), root);
        }
        if (!permissions(action).isEmpty()) {
            give(allow(permissions(action)));
            assertEquals(root, send(user, signed(action), route), () -> action + " with exactly its permissions");
        }
        account = OTHER;
        checkOther(action, route, root);
        account = OWNER;
    }

    private void checkOther(S3Action action, Route route, Outcome root) {
        if (OF_OWN_ACCOUNT.contains(action)) {
            assertEquals(root, send(KeyHolder.ROOT, signed(action), route), () -> action + " by another account");
            return;
        }
        refused(action, route, OF_ANOTHER_ACCOUNT, send(KeyHolder.ROOT, signed(action), route), root);
        memory.buckets()
                .putSetting(
                        bucket.name(),
                        BucketSetting.POLICY,
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                                + "\"123456789012\"},\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::bucket\","
                                + "\"arn:aws:s3:::bucket/*\"]}}");
        assertEquals(root, send(KeyHolder.ROOT, signed(action), route), () -> action + " let in by a bucket policy");
        memory.buckets().removeSetting(bucket.name(), BucketSetting.POLICY);
    }

    /** Nothing was done, and the caller was told so, unless nobody may do it. */
    private static void refused(S3Action action, Route route, String caller, Outcome outcome, Outcome root) {
        String what = action + " by " + route + ", " + caller + ": " + outcome;
        // Who has keys learns that there is no bucket, before each key of a deletion or the source of a copy is
        // decided.
        boolean late = action == S3Action.DELETE_OBJECTS || COPIES.contains(action);
        boolean missing = late && outcome.error().equals(Optional.of("NoSuchBucket"));
        List<String> read = missing ? List.of("BucketRepository.get") : List.of();
        // Whoever is not denied, and began the upload, may do this: so it is looked up.
        boolean mayHaveBegun = OF_INITIATOR.contains(action)
                && (caller.equals(WITHOUT_PERMISSIONS) || caller.equals(OF_ANOTHER_ACCOUNT));
        assertEquals(mayHaveBegun ? List.of("MultipartStore.get") : read, outcome.calls(), what);
        boolean notServed = root.error().equals(Optional.of("NotImplemented"));
        boolean noForm = action == S3Action.POST_OBJECT && outcome.error().equals(Optional.of("PreconditionFailed"));
        assertTrue(outcome.isDenied() || missing || noForm || (notServed && outcome.equals(root)), what);
    }
}
