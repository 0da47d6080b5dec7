package io.geckos.it.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.S3AccessPolicy;
import io.geckos.access.S3PolicyChecker;
import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.PolicyOwner.Kind;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.IamPolicies;
import io.geckos.access.store.IamRoles;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.access.store.SessionTokens.Issued;
import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.CredentialStore;
import io.geckos.domain.security.KeyHolder;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Settings;
import io.geckos.signer.V4Signer;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who began an upload in parts is told with it, and may list its parts and abort it where no policy denies that. */
class UploadInitiatorTest {
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final String PUT = allow("s3:PutObject");

    private final Storage storage = new MemoryStorage();
    private final AccountStore accounts =
            new AccountStore(storage.documents(), OWNER, List.of(), Clock.systemUTC(), Optional.empty());
    private final IamUsers users = new IamUsers(accounts.first());
    private final IamPolicies policies = new IamPolicies(accounts.first(), Account.FIRST);
    private final S3Service service = new S3Service(
            S3Settings.builder(OWNER).accounts(accounts).build(),
            new SignatureAuthenticator(
                    new RootAndUsers(accounts), Optional.empty(), SignatureV2Policy.ALL, Clock.systemUTC()),
            new S3AccessPolicy(
                    storage.buckets(),
                    AccountUsers.of(accounts, false),
                    ObjectOwnership.BUCKET_OWNER_ENFORCED,
                    Clock.systemUTC(),
                    new DenialLog(Clock.systemUTC())),
            new S3PolicyChecker(),
            storage);

    /** The key of root beside those of users. */
    private record RootAndUsers(AccountStore accounts) implements CredentialStore {
        @Override
        public Optional<Credential> find(String accessKeyId) {
            return accessKeyId.equals("root")
                    ? Optional.of(new Credential(OWNER, "root", "secret"))
                    : accounts.find(accessKeyId);
        }

        @Override
        public Optional<Credential> find(String accessKeyId, String token) {
            return accounts.find(accessKeyId, token);
        }
    }

    /** Keys to sign with. */
    private record Keys(String id, String secret, Optional<String> token) {}

    private static final Keys ROOT = new Keys("root", "secret", Optional.empty());

    @BeforeEach
    void makeBucket() {
        storage.buckets().create(new BucketName("bucket"), OWNER, Optional.empty());
    }

    private static String allow(String action) {
        return statement("Allow", action);
    }

    private static String statement(String effect, String action) {
        return "{\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}}";
    }

    private Keys user(String name, String path, String policy) {
        users.create(name, path);
        policies.put(Kind.USER, name, "policy", policy);
        AccessKey key = users.createKey(name);
        return new Keys(key.id(), key.secret(), Optional.empty());
    }

    private S3Response send(Keys keys, String method, String query) {
        return send(keys, method, "/bucket/key", query);
    }

    private S3Response send(Keys keys, String method, String path, String query) {
        Wire wire = new Wire(method, path, query);
        keys.token().ifPresent(token -> wire.header("x-amz-security-token", token));
        new S3RequestSigner(keys.id(), keys.secret(), Instant.now()).sign(wire, V4Signer.sha256(new byte[0]));
        return service.handle(wire.with(""));
    }

    private String begin(Keys keys) {
        return text(ok(send(keys, "POST", "uploads=")), "UploadId");
    }

    private static S3Response ok(S3Response response) {
        assertEquals(Optional.empty(), response.facts().errorCode());
        return response;
    }

    private static String text(S3Response response, String element) {
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(body(response));
        assertTrue(matcher.find(), element);
        return matcher.group(1);
    }

    private static String body(S3Response response) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            switch (response.body()) {
                case S3Response.Body.Bytes(var bytes) ->
                    Channels.newChannel(out).write(bytes.duplicate());
                case S3Response.Body.Streamed streamed -> streamed.writer().writeTo(out);
                default -> throw new AssertionError(response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String refusal(S3Response response) {
        return response.facts().errorCode().orElse("none");
    }

    private static String initiator(S3Response response) {
        String document = body(response);
        Matcher matcher = Pattern.compile("<Initiator><ID>([^<]*)</ID><DisplayName>([^<]*)</DisplayName></Initiator>")
                .matcher(document);
        assertTrue(matcher.find(), document);
        return matcher.group(1) + " " + matcher.group(2);
    }

    private void beganBy(String expected, String upload) {
        assertEquals(expected, initiator(ok(send(ROOT, "GET", "uploadId=" + upload))));
        assertEquals(expected, initiator(ok(send(ROOT, "GET", "/bucket", "uploads="))));
    }

    @Test
    void aUserIsToldByItsArn() {
        beganBy("arn:aws:iam::000000000000:user/team/alice alice", begin(user("alice", "/team/", PUT)));
    }

    @Test
    void rootIsToldByItsAccount() {
        beganBy("canonical owner", begin(ROOT));
    }

    @Test
    void aSessionOfARoleIsToldByItsArn() {
        IamRoles roles = new IamRoles(accounts.first(), PrincipalDirectory.of(accounts));
        PolicyOwner.Role role = roles.create(
                "writer",
                "/",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}",
                "",
                IamRoles.MIN_SESSION);
        policies.put(Kind.ROLE, "writer", "policy", PUT);
        Issued issued = accounts.first()
                .tokens()
                .issue(
                        new KeyHolder.Role(role.entity().id(), "writer", "nightly"),
                        Optional.empty(),
                        Duration.ofHours(1));
        Keys session = new Keys(issued.accessKeyId(), issued.secret(), Optional.of(issued.token()));
        beganBy("arn:aws:sts::000000000000:assumed-role/writer/nightly writer/nightly", begin(session));
    }

    /** Uploads that began before the initiator was kept. */
    @Test
    void theOwnerStandsInForAnUnknownInitiator() {
        String upload = storage.uploads()
                .begin(ObjectId.of("bucket", "key"), ObjectSpec.EMPTY, Optional.empty())
                .id()
                .value();
        beganBy("canonical owner", upload);
        assertEquals("AccessDenied", refusal(send(user("alice", "/", PUT), "DELETE", "uploadId=" + upload)));
    }

    @Test
    void theInitiatorListsAndAbortsItsOwnUploadOnly() {
        Keys alice = user("alice", "/", PUT);
        Keys bob = user("bob", "/", PUT);
        String upload = begin(alice);
        assertEquals("AccessDenied", refusal(send(bob, "GET", "uploadId=" + upload)));
        assertEquals("AccessDenied", refusal(send(bob, "DELETE", "uploadId=" + upload)));
        assertEquals("AccessDenied", refusal(send(alice, "GET", "/bucket", "uploads=")));
        S3Response listed = ok(send(alice, "GET", "uploadId=" + upload));
        assertEquals(Optional.of("initiator"), listed.facts().decidedBy());
        ok(send(alice, "DELETE", "uploadId=" + upload));
        assertEquals("AccessDenied", refusal(send(alice, "GET", "uploadId=" + upload)));
        assertEquals("AccessDenied", refusal(send(alice, "DELETE", "uploadId=none")));
    }

    @Test
    void aUserMadeAgainUnderTheSameNameInheritsNoUpload() {
        Keys before = user("alice", "/", PUT);
        String upload = begin(before);
        policies.delete(Kind.USER, "alice", "policy");
        users.deleteKey("alice", before.id());
        users.delete("alice");
        Keys again = user("alice", "/", PUT);
        assertEquals("AccessDenied", refusal(send(again, "GET", "uploadId=" + upload)));
        assertEquals("AccessDenied", refusal(send(again, "DELETE", "uploadId=" + upload)));
        beganBy("arn:aws:iam::000000000000:user/alice alice", upload);
    }

    @Test
    void aUserKeepsItsUploadsUnderAnotherName() {
        Keys alice = user("alice", "/", PUT);
        String upload = begin(alice);
        users.update("alice", Optional.of("alicia"), Optional.of("/team/"));
        ok(send(alice, "GET", "uploadId=" + upload));
        ok(send(alice, "DELETE", "uploadId=" + upload));
    }

    /** Uploads that began before the id of the initiator was kept. */
    @Test
    void theNameCountsWhereNoIdWasKept() {
        Principal name = new Principal("arn:aws:iam::000000000000:user/alice", "alice");
        String upload = storage.uploads()
                .begin(
                        ObjectId.of("bucket", "key"),
                        ObjectSpec.EMPTY,
                        Optional.empty(),
                        Optional.of(new Initiator(name)))
                .id()
                .value();
        assertEquals("AccessDenied", refusal(send(user("bob", "/", PUT), "DELETE", "uploadId=" + upload)));
        ok(send(user("alice", "/", PUT), "DELETE", "uploadId=" + upload));
    }

    @Test
    void aDenialOutweighsIt() {
        Keys alice = user("alice", "/", PUT);
        String upload = begin(alice);
        policies.put(Kind.USER, "alice", "deny", statement("Deny", "s3:AbortMultipartUpload"));
        ok(send(alice, "GET", "uploadId=" + upload));
        assertEquals("AccessDenied", refusal(send(alice, "DELETE", "uploadId=" + upload)));
    }

    @Test
    void thePolicyOfASessionOutweighsIt() {
        users.create("alice", "/");
        policies.put(Kind.USER, "alice", "policy", PUT);
        KeyHolder alice = new KeyHolder.User(users.get("alice").entity().id(), "alice");
        Issued issued = accounts.first().tokens().issue(alice, Optional.of(allow("s3:PutObject")), Duration.ofHours(1));
        Keys narrow = new Keys(issued.accessKeyId(), issued.secret(), Optional.of(issued.token()));
        String upload = begin(narrow);
        assertEquals("AccessDenied", refusal(send(narrow, "DELETE", "uploadId=" + upload)));
        Issued again = accounts.first().tokens().issue(alice, Optional.empty(), Duration.ofHours(1));
        ok(send(
                new Keys(again.accessKeyId(), again.secret(), Optional.of(again.token())),
                "DELETE",
                "uploadId=" + upload));
    }

    @Test
    void whoIsGoneIsNoInitiatorAnyMore() {
        Keys alice = user("alice", "/", PUT);
        Issued issued = accounts.first()
                .tokens()
                .issue(
                        new KeyHolder.User(users.get("alice").entity().id(), "alice"),
                        Optional.empty(),
                        Duration.ofHours(1));
        Keys session = new Keys(issued.accessKeyId(), issued.secret(), Optional.of(issued.token()));
        String upload = begin(session);
        policies.delete(Kind.USER, "alice", "policy");
        ok(send(session, "GET", "uploadId=" + upload));
        users.deleteKey("alice", alice.id());
        users.delete("alice");
        assertEquals("AccessDenied", refusal(send(session, "GET", "uploadId=" + upload)));
        assertEquals("AccessDenied", refusal(send(session, "DELETE", "uploadId=" + upload)));
    }
}
