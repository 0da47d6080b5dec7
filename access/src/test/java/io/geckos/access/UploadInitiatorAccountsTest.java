package io.geckos.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.DocumentMap;
import io.geckos.access.store.IamAccounts;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who may list the parts of an upload in the bucket of another account, and abort it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions">Multipart upload and
 *     permissions</a>
 */
class UploadInitiatorAccountsTest {
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final String WRITERS = "123456789012";
    private static final String STRANGERS = "210987654321";
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final List<String> TO_INITIATORS = List.of("AbortMultipartUpload", "ListMultipartUploadParts");

    private final BucketMap buckets = new BucketMap();
    private final AccountStore accounts =
            new AccountStore(new DocumentMap(), OWNER, List.of(), Clock.systemUTC(), Optional.empty());
    private final S3AccessPolicy access = new S3AccessPolicy(
            buckets.repository(),
            AccountUsers.of(accounts, false),
            ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Clock.systemUTC(),
            new DenialLog(Clock.systemUTC()));

    @BeforeEach
    void makeAccounts() {
        new IamAccounts(accounts).create("writers", Optional.of(WRITERS));
        new IamAccounts(accounts).create("strangers", Optional.of(STRANGERS));
        buckets.create(BUCKET, OWNER);
    }

    private static Identity root(String number) {
        return new Identity.Known(Account.further(number, "").owner(), "root" + number);
    }

    private UserStore users(String number) {
        return accounts.users(number).orElseThrow();
    }

    private Identity user(String number, String name) {
        new IamUsers(users(number)).create(name, "/");
        String id = new IamUsers(users(number)).createKey(name).id();
        Credential key = users(number).find(id).orElseThrow();
        return new Identity.Known(key.principal(), key.accessKeyId(), key.holder());
    }

    private void policy(String number, String user, String effect) {
        new IamPolicies(users(number), number)
                .put(
                        Kind.USER,
                        user,
                        "p" + effect,
                        "{\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}");
    }

    private boolean may(Identity who, String action, Identity initiator) {
        Optional<Initiator> began = access.initiator(initiator);
        BareContext context = new BareContext("1", action, Optional.empty(), began);
        return access.decide(new AccessRequest(who, Set.of(action), "bucket/key", context))
                .allowed();
    }

    private void may(boolean expected, Identity who, Identity initiator) {
        for (String action : TO_INITIATORS) {
            assertEquals(expected, may(who, action, initiator), action);
        }
    }

    @Test
    void theInitiatorMayAndItsAccountAndWhoMayForThatAccount() {
        Identity alice = user(WRITERS, "alice");
        Identity bob = user(WRITERS, "bob");
        may(true, alice, alice);
        may(true, root(WRITERS), alice);
        may(false, bob, alice);
        policy(WRITERS, "bob", "Allow");
        may(true, bob, alice);
        policy(WRITERS, "bob", "Deny");
        may(false, bob, alice);
    }

    @Test
    void whatAnAccountBeganItsUsersMayEndIfTheirPoliciesSaySo() {
        Identity bob = user(WRITERS, "bob");
        may(true, root(WRITERS), root(WRITERS));
        may(false, bob, root(WRITERS));
        policy(WRITERS, "bob", "Allow");
        may(true, bob, root(WRITERS));
    }

    @Test
    void aThirdAccountMayNothing() {
        Identity alice = user(WRITERS, "alice");
        Identity eve = user(STRANGERS, "alice");
        policy(STRANGERS, "alice", "Allow");
        may(false, eve, alice);
        may(false, root(STRANGERS), alice);
        may(false, eve, root(WRITERS));
        may(false, Identity.ANONYMOUS, alice);
    }

    @Test
    void theAccountOfTheInitiatorMayNothingElse() {
        Identity alice = user(WRITERS, "alice");
        assertFalse(may(root(WRITERS), "PutObject", alice));
        assertFalse(may(root(WRITERS), "GetObject", alice));
    }

    @Test
    void theOwnerOfTheBucketMayDenyIt() {
        Identity alice = user(WRITERS, "alice");
        buckets.put(
                BUCKET,
                BucketSetting.POLICY,
                "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"" + WRITERS
                        + "\"},\"Action\":\"s3:AbortMultipartUpload\",\"Resource\":\"arn:aws:s3:::bucket/*\"}}");
        assertFalse(may(alice, "AbortMultipartUpload", alice));
        assertFalse(may(root(WRITERS), "AbortMultipartUpload", alice));
        assertTrue(may(alice, "ListMultipartUploadParts", alice));
        assertTrue(may(root(WRITERS), "ListMultipartUploadParts", alice));
        assertTrue(may(new Identity.Known(OWNER, "root"), "AbortMultipartUpload", alice));
    }
}
