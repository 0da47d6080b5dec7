package io.geckos.s3.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.S3AccessPolicy;
import io.geckos.access.store.AccountStore;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets and objects of two accounts, as each sees them. */
@ExtendWith(HeldOperations.class)
public class TwoAccountsTest {
    private static final String MAIN = FakeAuthenticator.OWNER.id();
    private static final String OTHER = FakeAuthenticator.OTHER.id();
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final Storage storage = new MemoryStorage();
    private final AccountStore accounts = new AccountStore(
            storage.documents(),
            FakeAuthenticator.OWNER,
            List.of(new Credential(FakeAuthenticator.OTHER, "OTHERKEY", "othersecret")),
            Clock.systemUTC(),
            Optional.empty());
    private final ServiceClient client = new ServiceClient(
            storage,
            new S3AccessPolicy(
                    storage.buckets(),
                    AccountUsers.of(accounts, false),
                    ObjectOwnership.BUCKET_OWNER_ENFORCED,
                    Clock.systemUTC(),
                    new DenialLog(Clock.systemUTC())),
            accounts);

    @BeforeEach
    void makeBuckets() {
        client.send("PUT", "/bucket").requireStatus(200);
        client.send("PUT", "/shared", "x-amz-object-ownership", "ObjectWriter", "x-amz-acl", "public-read-write")
                .requireStatus(200);
        other("PUT", "/theirs").requireStatus(200);
    }

    private ServiceReply other(String method, String uri, String... headers) {
        return other(method, uri, new byte[0], headers);
    }

    private ServiceReply other(String method, String uri, byte[] body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "authorization";
        all[headers.length + 1] = "other";
        return client.send(method, uri, body, all);
    }

    @Test
    void eachAccountListsItsOwnBuckets() {
        ServiceReply main = client.send("GET", "/").requireStatus(200);
        assertEquals(List.of("bucket", "shared"), main.elements("Name"));
        assertEquals(MAIN, main.element("ID"));
        ServiceReply theirs = other("GET", "/").requireStatus(200);
        assertEquals(List.of("theirs"), theirs.elements("Name"));
        assertEquals(OTHER, theirs.element("ID"));
        assertEquals("other", theirs.element("DisplayName"));
    }

    @Test
    void bucketsOfOthersAreLeftOutOfEveryPage() {
        for (int i = 0; i < 5; i++) {
            client.send("PUT", "/page-" + i + "m").requireStatus(200);
            other("PUT", "/page-" + i + "o").requireStatus(200);
        }
        List<String> names = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            ServiceReply page = other(
                    "GET",
                    "/?prefix=page-&max-buckets=2"
                            + token.map(it -> "&continuation-token=" + it).orElse(""));
            page.requireStatus(200);
            names.addAll(page.elements("Name"));
            token = page.elements("ContinuationToken").stream().findFirst();
        } while (token.isPresent());
        assertEquals(List.of("page-0o", "page-1o", "page-2o", "page-3o", "page-4o"), names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-amz-acl", "x-amz-bucket-object-lock-enabled"})
    void aNameIsGivenOnceOverAllAccounts(String header) {
        String[] headers = switch (header) {
            case "" -> new String[0];
            case "x-amz-acl" -> new String[] {"x-amz-acl", "private"};
            default -> new String[] {header, "true"};
        };
        assertEquals(
                "BucketAlreadyExists",
                other("PUT", "/bucket", headers).requireStatus(409).error());
        assertEquals(
                "BucketAlreadyExists",
                client.send("PUT", "/theirs", headers).requireStatus(409).error());
    }

    @Test
    void oneMayMakeTheOwnBucketAgain() {
        ServiceClient abroad = client;
        abroad.send("PUT", "/bucket").requireStatus(200);
        assertEquals(
                "BucketAlreadyOwnedByYou",
                other("PUT", "/theirs", "x-amz-bucket-object-lock-enabled", "true")
                        .requireStatus(409)
                        .error());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ?list-type=2",
        "GET, /key",
        "PUT, /key",
        "DELETE, /key",
        "DELETE, ''",
        "GET, ?policy",
        "GET, ?acl",
        "GET, ?uploads",
        "POST, /key?uploads",
        "GET, ?versions",
        "PUT, ?versioning",
        "HEAD, ''",
        "GET, /none",
    })
    void nothingIsDoneInABucketOfAnotherAccount(String method, String rest) {
        client.send("PUT", "/bucket/key", HELLO).requireStatus(200);
        other("PUT", "/theirs/key", HELLO).requireStatus(200);
        other(method, "/bucket" + rest).requireStatus(403);
        client.send(method, "/theirs" + rest).requireStatus(403);
        client.send("GET", "/bucket/key").requireStatus(200);
        other("GET", "/theirs/key").requireStatus(200);
    }

    @Test
    void anObjectBelongsToItsWriter() {
        other("PUT", "/shared/a", HELLO).requireStatus(200);
        client.send("PUT", "/shared/b", HELLO).requireStatus(200);
        client.send("GET", "/shared/a").requireStatus(403);
        client.send("GET", "/shared/a?acl").requireStatus(403);
        other("GET", "/shared/a").requireStatus(200);
        other("GET", "/shared/b").requireStatus(403);
        assertEquals(List.of(OTHER, OTHER), other("GET", "/shared/a?acl").elements("ID"));
        assertEquals(
                List.of(OTHER, MAIN),
                client.send("GET", "/shared?list-type=2&fetch-owner=true").elements("ID"));
        assertEquals(List.of(OTHER, MAIN), client.send("GET", "/shared").elements("ID"));
        assertEquals(
                List.of(OTHER, MAIN), client.send("GET", "/shared?versions").elements("ID"));
        client.send("DELETE", "/shared/a").requireStatus(204);
    }

    @Test
    void whereListsDoNotCountTheOwnerOfTheBucketOwnsAll() {
        other("PUT", "/shared/a", HELLO).requireStatus(200);
        client.send("PUT", "/shared?acl", "x-amz-acl", "private").requireStatus(200);
        client.send(
                        "PUT",
                        "/shared?ownershipControls",
                        ("<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
                                        + "</OwnershipControls>")
                                .getBytes(UTF_8))
                .requireStatus(200);
        client.send("GET", "/shared/a").requireStatus(200);
        other("GET", "/shared/a").requireStatus(403);
        assertEquals(List.of(MAIN, MAIN), client.send("GET", "/shared/a?acl").elements("ID"));
        assertEquals(List.of(MAIN), client.send("GET", "/shared").elements("ID"));
    }

    @ParameterizedTest
    @CsvSource({
        "bucket-owner-full-control, 200, 200",
        "bucket-owner-read,         200, 403",
        "private,                   403, 403",
    })
    void aWriterSharesWithTheOwnerOfTheBucket(String canned, int read, int acl) {
        other("PUT", "/shared/a", HELLO, "x-amz-acl", canned).requireStatus(200);
        client.send("GET", "/shared/a").requireStatus(read);
        client.send("GET", "/shared/a?acl").requireStatus(acl);
        assertEquals(
                OTHER,
                other("GET", "/shared/a?acl").requireStatus(200).elements("ID").getFirst());
    }

    @ParameterizedTest
    @CsvSource({"BucketOwnerPreferred, true", "ObjectWriter, false"})
    void anObjectIsGivenAwayWhereOwnershipSaysSo(String ownership, boolean given) {
        client.send("PUT", "/mixed", "x-amz-object-ownership", ownership, "x-amz-acl", "public-read-write")
                .requireStatus(200);
        other("PUT", "/mixed/a", HELLO, "x-amz-acl", "bucket-owner-full-control")
                .requireStatus(200);
        other("PUT", "/mixed/b", HELLO).requireStatus(200);
        assertEquals(
                List.of(given ? MAIN : OTHER, OTHER),
                client.send("GET", "/mixed").elements("ID"));
        other("GET", "/mixed/a").requireStatus(given ? 403 : 200);
    }

    @Test
    void uploadsInPartsBelongToWhoBeganThem() {
        other("POST", "/shared/a?uploads").requireStatus(200);
        ServiceReply uploads = client.send("GET", "/shared?uploads").requireStatus(200);
        assertEquals(List.of(OTHER, OTHER), uploads.elements("ID"));
        String id = uploads.element("UploadId");
        assertEquals(
                List.of(OTHER, OTHER),
                client.send("GET", "/shared/a?uploadId=" + id)
                        .requireStatus(200)
                        .elements("ID"));
    }

    @Test
    void aGrantNamesAnotherAccount() {
        client.send("PUT", "/shared/a", HELLO, "x-amz-grant-read", "id=" + OTHER)
                .requireStatus(200);
        other("GET", "/shared/a").requireStatus(200);
        ServiceReply list = client.send("GET", "/shared/a?acl").requireStatus(200);
        assertEquals(List.of(MAIN, OTHER), list.elements("ID"));
        assertEquals(List.of("owner", "other"), list.elements("DisplayName"));
        String document =
                "<AccessControlPolicy><Owner><ID>" + MAIN + "</ID></Owner><AccessControlList><Grant><Grantee><ID>"
                        + OTHER + "</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList>"
                        + "</AccessControlPolicy>";
        client.send("PUT", "/shared/a?acl", document.getBytes(UTF_8)).requireStatus(200);
        other("GET", "/shared/a?acl").requireStatus(200);
        // Who may write the list does not become the owner by it.
        String theirs = document.replaceFirst(MAIN, OTHER);
        assertEquals(
                "AccessDenied",
                other("PUT", "/shared/a?acl", theirs.getBytes(UTF_8)).error());
        assertEquals(
                "InvalidArgument",
                client.send("PUT", "/shared/a?acl", "x-amz-grant-read", "id=" + OTHER.replace('2', '3'))
                        .error());
        assertEquals(
                "UnresolvableGrantByEmailAddress",
                client.send("PUT", "/shared/a?acl", "x-amz-grant-read", "emailAddress=other@example.com")
                        .error());
    }

    @Test
    void aCopyNeedsBothSides() {
        client.send("PUT", "/bucket/key", HELLO).requireStatus(200);
        other("PUT", "/theirs/key", HELLO).requireStatus(200);
        other("PUT", "/theirs/copy", "x-amz-copy-source", "bucket/key").requireStatus(403);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "theirs/key").requireStatus(403);
        other("PUT", "/bucket/copy", "x-amz-copy-source", "theirs/key").requireStatus(403);
        other("PUT", "/theirs/copy", "x-amz-copy-source", "bucket/none").requireStatus(403);
        other("PUT", "/theirs/copy", "x-amz-copy-source", "theirs/key").requireStatus(200);
        String upload = other("POST", "/theirs/parts?uploads").element("UploadId");
        other("PUT", "/theirs/parts?partNumber=1&uploadId=" + upload, "x-amz-copy-source", "bucket/key")
                .requireStatus(403);
    }

    @ParameterizedTest
    @CsvSource({
        "000000000000, 200",
        "123456789012, 403",
        "111111111111, 403",
        "me,           400",
    })
    void theExpectedOwnerIsThatOfTheBucket(String expected, int status) {
        client.send("GET", "/bucket", "x-amz-expected-bucket-owner", expected).requireStatus(status);
        client.send("PUT", "/bucket/key", HELLO).requireStatus(200);
        client.send(
                        "PUT",
                        "/bucket/copy",
                        "x-amz-copy-source",
                        "bucket/key",
                        "x-amz-source-expected-bucket-owner",
                        expected)
                .requireStatus(status);
    }

    @Test
    void anotherAccountExpectsItsNumber() {
        other("GET", "/theirs", "x-amz-expected-bucket-owner", FakeAuthenticator.OTHER_NUMBER)
                .requireStatus(200);
        other("GET", "/theirs", "x-amz-expected-bucket-owner", "000000000000").requireStatus(403);
    }

    @Test
    void aBucketPolicyLetsAnotherAccountIn() {
        client.send("PUT", "/bucket/key", HELLO).requireStatus(200);
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::123456789012:root\"},\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],"
                + "\"Resource\":\"arn:aws:s3:::bucket/*\"}}";
        client.send("PUT", "/bucket?policy", policy.getBytes(UTF_8)).requireStatus(204);
        other("GET", "/bucket/key").requireStatus(200);
        other("PUT", "/theirs/copy", "x-amz-copy-source", "bucket/key").requireStatus(200);
        other("PUT", "/bucket/new", HELLO).requireStatus(200);
        client.send("GET", "/bucket/new").requireStatus(200);
        other("DELETE", "/bucket/new").requireStatus(403);
        assertEquals("false", client.send("GET", "/bucket?policyStatus").element("IsPublic"));
    }
}
