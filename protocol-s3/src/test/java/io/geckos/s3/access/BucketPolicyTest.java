package io.geckos.s3.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.S3AccessPolicy;
import io.geckos.access.S3PolicyChecker;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.Account;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class BucketPolicyTest {
    private final Storage storage = new MemoryStorage();
    private final ServiceClient client = new ServiceClient(
            storage,
            new S3AccessPolicy(
                    storage.buckets(),
                    new Account(Account.FIRST, FakeAuthenticator.OWNER),
                    ObjectOwnership.BUCKET_OWNER_ENFORCED,
                    Clock.systemUTC()));

    @BeforeEach
    void makeBucket() {
        client.send("PUT", "/bucket").requireStatus(200);
        client.send("PUT", "/bucket/key", "hello".getBytes(UTF_8)).requireStatus(200);
    }

    /** A policy with one statement; {@code bucket/*} stands for an ARN, and single quotes for double ones. */
    private static String policy(String effect, String action, String resource, String more) {
        return ("{'Version':'2012-10-17','Statement':[{'Effect':'" + effect + "','Principal':'*','Action':'s3:" + action
                        + "','Resource':'arn:aws:s3:::" + resource + "'" + more + "}]}")
                .replace('\'', '"');
    }

    private ServiceReply put(String policy) {
        return client.send("PUT", "/bucket?policy", policy.getBytes(UTF_8));
    }

    private void allow(String action, String resource) {
        put(policy("Allow", action, resource, "")).requireStatus(204);
    }

    @Test
    void aPolicyIsGivenBackAsItWasPutUntilItIsDeleted() {
        String policy = policy("Allow", "GetObject", "bucket/*", "") + "\n ";
        put(policy).requireStatus(204);
        ServiceReply got = client.send("GET", "/bucket?policy").requireStatus(200);
        assertEquals(policy, got.text());
        assertEquals("application/json", got.header("content-type"));
        client.send("DELETE", "/bucket?policy").requireStatus(204);
        assertEquals("NoSuchBucketPolicy", client.send("GET", "/bucket?policy").error());
        assertEquals(
                "NoSuchBucket",
                client.send("PUT", "/nobodys?policy", policy.getBytes(UTF_8)).error());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "x", "{}", "{\"Statement\":[]}"})
    void whatIsNoPolicyIsMalformed(String document) {
        ServiceReply reply = put(document).requireStatus(400);
        assertEquals("MalformedPolicy", reply.error());
        assertEquals("NoSuchBucketPolicy", client.send("GET", "/bucket?policy").error());
    }

    @ParameterizedTest
    @ValueSource(ints = {21 << 10, 65 << 10, 1 << 20})
    void aPolicyThatIsTooLongIsMalformed(int length) {
        ServiceReply reply = put(policy("Allow", "GetObject", "bucket/" + "*".repeat(length), ""))
                .requireStatus(400);
        assertEquals("MalformedPolicy", reply.error());
    }

    @Test
    void aPolicyForAnotherBucketIsMalformedAndSaysWhere() {
        ServiceReply reply = put(policy("Allow", "GetObject", "other/*", "")).requireStatus(400);
        assertEquals("MalformedPolicy", reply.error());
        assertTrue(
                reply.element("Message").contains("Statement[0].Resource &quot;arn:aws:s3:::other/*&quot;"),
                reply.text());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /bucket/key,                GetObject,                bucket/*, 200",
        "HEAD,   /bucket/key,                GetObject,                bucket/*, 200",
        "GET,    /bucket?list-type=2,        ListBucket,               bucket,   200",
        "HEAD,   /bucket,                    ListBucket,               bucket,   200",
        "GET,    /bucket?versions,           ListBucketVersions,       bucket,   200",
        "GET,    /bucket?uploads,            ListBucketMultipartUploads, bucket, 200",
        "GET,    /bucket?location,           GetBucketLocation,        bucket,   200",
        "GET,    /bucket/key?tagging,        GetObjectTagging,         bucket/*, 200",
        "DELETE, /bucket/key?tagging,        DeleteObjectTagging,      bucket/*, 204",
        "DELETE, /bucket/key,                DeleteObject,             bucket/*, 204",
        "GET,    /bucket?policy,             GetBucketPolicy,          bucket,   200",
        "GET,    /bucket?policyStatus,       GetBucketPolicyStatus,    bucket,   200",
        "GET,    /bucket?publicAccessBlock,  GetBucketPublicAccessBlock, bucket, 404",
        "GET,    /bucket?cors,               GetBucketCORS,            bucket,   404",
        "GET,    /bucket?versioning,         GetBucketVersioning,      bucket,   200",
        "GET,    /bucket/key?acl,            GetObjectAcl,             bucket/*, 200",
    })
    void whoHasNoCredentialsMayDoWhatThePolicyAllows(
            String method, String uri, String action, String resource, int status) {
        client.sendAnonymously(method, uri).requireStatus(403);
        allow("PutBucketLogging", "bucket");
        client.sendAnonymously(method, uri).requireStatus(403);
        allow(action, resource);
        client.sendAnonymously(method, uri).requireStatus(status);
        put(policy("Deny", action, resource, "")).requireStatus(204);
        client.sendAnonymously(method, uri).requireStatus(403);
    }

    @Test
    void aVersionNeedsAPermissionOfItsOwn() {
        allow("GetObject", "bucket/*");
        client.sendAnonymously("GET", "/bucket/key?versionId=null").requireStatus(403);
        allow("GetObjectVersion", "bucket/*");
        client.sendAnonymously("GET", "/bucket/key?versionId=null").requireStatus(200);
        client.sendAnonymously("GET", "/bucket/key").requireStatus(403);
    }

    @Test
    void whoMayNotListDoesNotLearnWhichKeysThereAre() {
        allow("GetObject", "bucket/*");
        assertEquals(
                "AccessDenied",
                client.sendAnonymously("GET", "/bucket/none").requireStatus(403).error());
        allow("*", "bucket*");
        assertEquals(
                "NoSuchKey",
                client.sendAnonymously("GET", "/bucket/none").requireStatus(404).error());
        client.send("GET", "/bucket/none").requireStatus(404);
    }

    @Test
    void aDenialCountsForTheOwnerTooWhoCanStillMendIt() {
        put(policy("Deny", "*", "bucket*", "")).requireStatus(204);
        assertEquals("AccessDenied", client.send("GET", "/bucket/key").error());
        assertEquals("AccessDenied", client.send("PUT", "/bucket?tagging").error());
        client.send("GET", "/bucket?policy").requireStatus(200);
        client.send("DELETE", "/bucket?policy").requireStatus(204);
        client.send("GET", "/bucket/key").requireStatus(200);
    }

    @Test
    void tagsAndProtectionNeedPermissionsOfTheirOwn() {
        put(policy("Deny", "PutObjectTagging", "bucket/*", "")).requireStatus(204);
        assertEquals(
                "AccessDenied",
                client.send("PUT", "/bucket/new", "x-amz-tagging", "a=b").error());
        put(policy("Deny", "PutObjectAcl", "bucket/*", "")).requireStatus(204);
        assertEquals(
                "AccessDenied",
                client.send("PUT", "/bucket/new", "x-amz-acl", "private").error());
        client.send("PUT", "/bucket/new").requireStatus(200);
    }

    /** Else who may write could find out by tags what is there. */
    @Test
    void whoWritesOverAKnownTagNeedsThePermissionToRead() {
        String tag = client.send("HEAD", "/bucket/key").header("etag");
        allow("PutObject", "bucket/*");
        for (String guess : List.of(tag, "*", "\"00000000000000000000000000000000\"")) {
            client.sendAnonymously("PUT", "/bucket/key", "if-match", guess).requireStatus(403);
            client.sendAnonymously("PUT", "/bucket/none", "if-match", guess).requireStatus(403);
        }
        client.sendAnonymously("PUT", "/bucket/new", "content-length", "0", "if-none-match", "*")
                .requireStatus(200);
        allow("*Object", "bucket/*");
        client.sendAnonymously("PUT", "/bucket/key", "content-length", "0", "if-match", tag)
                .requireStatus(200);
    }

    @Test
    void aSourceNeedsPermissionToReadItAndItsTags() {
        client.send("PUT", "/bucket/tagged", "x-amz-tagging", "a=b").requireStatus(200);
        for (String denied : List.of("GetObject", "GetObjectTagging")) {
            put(policy("Deny", denied, "bucket/tagged", "")).requireStatus(204);
            assertEquals(
                    "AccessDenied",
                    client.send("PUT", "/bucket/copy", "x-amz-copy-source", "bucket/tagged")
                            .error());
        }
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "bucket/key").requireStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket/secret/a",
                "/bucket/secret/a",
                "bucket/s%65cret/a",
                "bucket%2Fsecret%2Fa",
                "%2Fbucket/secret/a"
            })
    void aDenialOfASourceSeesItHoweverItIsWritten(String source) {
        client.send("PUT", "/bucket/secret/a").requireStatus(200);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", source).requireStatus(200);
        put(policy(
                        "Deny",
                        "PutObject",
                        "bucket/*",
                        ",'Condition':{'StringLike':{'s3:x-amz-copy-source':'bucket/secret/*'}}"))
                .requireStatus(204);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", source).requireStatus(403);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/key").requireStatus(200);
    }

    @Test
    void eachKeyOfADeletionNeedsThePermission() {
        client.send("PUT", "/bucket/mine").requireStatus(200);
        allow("DeleteObject", "bucket/mine");
        byte[] body =
                "<Delete><Object><Key>mine</Key></Object><Object><Key>key</Key></Object></Delete>".getBytes(UTF_8);
        ServiceReply reply = client.exchange(
                        "POST",
                        "/bucket?delete",
                        new ByteArrayInputStream(body),
                        ServiceClient.headers("content-length", String.valueOf(body.length), "content-md5", "none"))
                .requireStatus(400);
        assertEquals("InvalidDigest", reply.error());
        client.send("DELETE", "/bucket?policy").requireStatus(204);
        assertEquals(
                "AccessDenied", client.sendAnonymously("POST", "/bucket?delete").error());
    }

    @Test
    void conditionsSeeWhatStandsInTheBody() {
        String condition = ",'Condition':{'StringEquals':{'s3:RequestObjectTag/level':'secret'}}";
        put(policy("Deny", "PutObjectTagging", "bucket/*", condition)).requireStatus(204);
        String tags = "<Tagging><TagSet><Tag><Key>level</Key><Value>%s</Value></Tag></TagSet></Tagging>";
        String uri = "/bucket/key?tagging";
        client.send("PUT", uri, tags.formatted("open").getBytes(UTF_8)).requireStatus(200);
        client.send("PUT", uri, tags.formatted("secret").getBytes(UTF_8)).requireStatus(403);
        assertEquals("open", client.send("GET", uri).element("Value"));
        client.send("PUT", "/bucket/new", "x-amz-tagging", "level=secret").requireStatus(403);
    }

    @Test
    void conditionsSeeHeadersQueryAddressAndTags() {
        put(policy(
                        "Allow",
                        "ListBucket",
                        "bucket",
                        ",'Condition':{'StringEquals':{'s3:prefix':'a/'},'IpAddress':{'aws:SourceIp':'127.0.0.0/8'}}"))
                .requireStatus(204);
        client.sendAnonymously("GET", "/bucket?prefix=a/").requireStatus(200);
        client.sendAnonymously("GET", "/bucket?prefix=b/").requireStatus(403);
        client.sendAnonymously("GET", "/bucket").requireStatus(403);
        client.send(
                        "PUT",
                        "/bucket/key?tagging",
                        "<Tagging><TagSet><Tag><Key>open</Key><Value>1</Value></Tag></TagSet></Tagging>"
                                .getBytes(UTF_8))
                .requireStatus(200);
        put(policy("Allow", "GetObject", "bucket/*", ",'Condition':{'StringEquals':{'s3:ExistingObjectTag/open':'1'}}"))
                .requireStatus(204);
        client.sendAnonymously("GET", "/bucket/key").requireStatus(200);
        client.send("DELETE", "/bucket/key?tagging").requireStatus(204);
        client.sendAnonymously("GET", "/bucket/key").requireStatus(403);
    }

    @Test
    void theSwitchesAgainstPublicAccessArePutAndGotAndDeleted() {
        String none = "NoSuchPublicAccessBlockConfiguration";
        assertEquals(none, client.send("GET", "/bucket?publicAccessBlock").error());
        block("IgnorePublicAcls");
        ServiceReply got = client.send("GET", "/bucket?publicAccessBlock").requireStatus(200);
        assertEquals("true", got.element("IgnorePublicAcls"));
        assertEquals("false", got.element("BlockPublicPolicy"));
        client.send("DELETE", "/bucket?publicAccessBlock").requireStatus(204);
        assertEquals(none, client.send("GET", "/bucket?publicAccessBlock").error());
        assertEquals(
                "MalformedXML",
                client.send("PUT", "/bucket?publicAccessBlock", "<X/>".getBytes(UTF_8))
                        .error());
    }

    private void block(String name) {
        String document =
                "<PublicAccessBlockConfiguration><" + name + ">true</" + name + "></PublicAccessBlockConfiguration>";
        client.send("PUT", "/bucket?publicAccessBlock", document.getBytes(UTF_8))
                .requireStatus(200);
    }

    @Test
    void aPublicPolicyIsRefusedWhereTheyAreBlocked() {
        block("BlockPublicPolicy");
        assertEquals(
                "AccessDenied",
                put(policy("Allow", "GetObject", "bucket/*", ""))
                        .requireStatus(403)
                        .error());
        put(policy("Allow", "GetObject", "bucket/*", ",'Condition':{'IpAddress':{'aws:SourceIp':'127.0.0.1'}}"))
                .requireStatus(204);
        client.sendAnonymously("GET", "/bucket/key").requireStatus(200);
    }

    @Test
    void aPublicPolicyGivesNothingWhereBucketsAreRestricted() {
        allow("GetObject", "bucket/*");
        client.sendAnonymously("GET", "/bucket/key").requireStatus(200);
        block("RestrictPublicBuckets");
        client.sendAnonymously("GET", "/bucket/key").requireStatus(403);
        client.send("GET", "/bucket/key").requireStatus(200);
    }

    @Test
    void theStatusOfAPolicyTellsWhetherItIsPublic() {
        assertEquals(
                "NoSuchBucketPolicy", client.send("GET", "/bucket?policyStatus").error());
        allow("GetObject", "bucket/*");
        assertEquals("true", client.send("GET", "/bucket?policyStatus").element("IsPublic"));
        put(policy("Deny", "GetObject", "bucket/*", "")).requireStatus(204);
        assertEquals("false", client.send("GET", "/bucket?policyStatus").element("IsPublic"));
    }

    @Test
    void aPolicyThatCannotBeReadAnyMoreGivesNothing() {
        storage.buckets().putSetting(new BucketName("bucket"), BucketSetting.POLICY, "{}");
        client.sendAnonymously("GET", "/bucket/key").requireStatus(403);
        client.send("GET", "/bucket/key").requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource({"BucketOwnerEnforced, 200", "ObjectWriter, 200", "BucketOwnerPreferred, 200", "Nobody, 400"})
    void theOwnerOfTheBucketOwnsItsObjects(String ownership, int status) {
        String document = "<OwnershipControls><Rule><ObjectOwnership>" + ownership
                + "</ObjectOwnership></Rule></OwnershipControls>";
        client.send("PUT", "/bucket?ownershipControls", document.getBytes(UTF_8))
                .requireStatus(status);
    }

    /** A permission that no policy could name could never be given. */
    @Test
    void everyPermissionOfAnOperationCanStandInAPolicy() {
        Set<String> permissions = new HashSet<>(Set.of("BypassGovernanceRetention"));
        for (S3Action action : S3Action.values()) {
            permissions.addAll(action.permissions(false));
            permissions.addAll(action.permissions(true));
        }
        permissions.removeAll(
                Set.of("ListAllMyBuckets", "ListDirectoryBuckets", "WriteGetObjectResponse", "Preflight"));
        for (String permission : permissions) {
            String policy = policy("Allow", permission, "bucket*", "");
            assertDoesNotThrow(() -> new S3PolicyChecker().toStored(new BucketName("bucket"), policy), permission);
        }
    }
}
