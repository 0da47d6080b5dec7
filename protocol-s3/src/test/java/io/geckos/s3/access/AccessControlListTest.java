package io.geckos.s3.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.S3AccessPolicy;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.security.Account;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access control lists in a bucket where they count. */
@ExtendWith(HeldOperations.class)
public class AccessControlListTest {
    private static final String OWNER = FakeAuthenticator.OWNER.id();
    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

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
        client.send("PUT", "/bucket", "x-amz-object-ownership", "ObjectWriter").requireStatus(200);
        client.send("PUT", "/bucket/key", "hello".getBytes(UTF_8)).requireStatus(200);
    }

    private static String document(String grantee, String permission) {
        return "<AccessControlPolicy><Owner><ID>" + OWNER + "</ID></Owner><AccessControlList><Grant><Grantee>" + grantee
                + "</Grantee><Permission>" + permission + "</Permission></Grant></AccessControlList>"
                + "</AccessControlPolicy>";
    }

    @Test
    void anObjectPutAsPublicIsReadByEverybodyUntilItsListIsReplaced() {
        client.sendAnonymously("GET", "/bucket/key").requireStatus(403);
        client.send("PUT", "/bucket/open", "x-amz-acl", "public-read").requireStatus(200);
        client.sendAnonymously("GET", "/bucket/open").requireStatus(200);
        client.sendAnonymously("PUT", "/bucket/open").requireStatus(403);
        ServiceReply list = client.send("GET", "/bucket/open?acl").requireStatus(200);
        assertEquals(List.of("FULL_CONTROL", "READ"), list.elements("Permission"));
        assertEquals(ALL_USERS, list.element("URI"));
        client.send("PUT", "/bucket/open?acl", "x-amz-acl", "private").requireStatus(200);
        client.sendAnonymously("GET", "/bucket/open").requireStatus(403);
    }

    @ParameterizedTest
    @CsvSource({
        "private,                   403, 403",
        "bucket-owner-full-control, 403, 403",
        "public-read,               200, 403",
        "public-read-write,         200, 200",
        "authenticated-read,        403, 403",
    })
    void aListOfABucketLetsEverybodyListItOrPutIntoIt(String canned, int list, int put) {
        client.send("PUT", "/bucket?acl", "x-amz-acl", canned).requireStatus(200);
        client.send("GET", "/bucket?acl").requireStatus(200);
        client.sendAnonymously("GET", "/bucket").requireStatus(list);
        client.sendAnonymously("PUT", "/bucket/theirs", "content-length", "0").requireStatus(put);
        client.sendAnonymously("GET", "/bucket/key").requireStatus(403);
        client.sendAnonymously("GET", "/bucket/none").requireStatus(list == 200 ? 404 : 403);
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-grant-read,         'uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"', READ",
        "x-amz-grant-read-acp,     uri=http://acs.amazonaws.com/groups/global/AllUsers, READ_ACP",
        "x-amz-grant-full-control, 'id=\"0123456789ab\"', FULL_CONTROL",
    })
    void grantsStandInHeaders(String header, String value, String permission) {
        client.send("PUT", "/bucket/new", header, value).requireStatus(200);
        assertEquals(permission, client.send("GET", "/bucket/new?acl").element("Permission"));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-grant-read, id=nobody, InvalidArgument",
        "x-amz-grant-read, uri=http://nowhere, InvalidArgument",
        "x-amz-grant-read, emailAddress=a@b.c, UnresolvableGrantByEmailAddress",
        "x-amz-grant-read, whoever, InvalidArgument",
        "x-amz-acl, nonsense, InvalidArgument",
        "x-amz-acl, aws-exec-read, NotImplemented",
    })
    void whoCannotBeFoundIsRefused(String header, String value, String error) {
        for (String uri : List.of("/bucket/new", "/bucket/key?acl", "/bucket?acl")) {
            assertEquals(error, client.send("PUT", uri, header, value).error());
        }
        client.send("GET", "/bucket/new").requireStatus(404);
    }

    @Test
    void aListIsPutAsADocument() {
        String group = "<URI>" + ALL_USERS + "</URI>";
        client.send("PUT", "/bucket/key?acl", document(group, "READ").getBytes(UTF_8))
                .requireStatus(200);
        client.sendAnonymously("GET", "/bucket/key").requireStatus(200);
        assertEquals(
                "MalformedXML",
                client.send("PUT", "/bucket/key?acl", document(group, "RULE").getBytes(UTF_8))
                        .error());
        assertEquals(
                "UnresolvableGrantByEmailAddress",
                client.send(
                                "PUT",
                                "/bucket?acl",
                                document("<EmailAddress>a@b.c</EmailAddress>", "READ")
                                        .getBytes(UTF_8))
                        .error());
        assertEquals("MissingSecurityHeader", client.send("PUT", "/bucket?acl").error());
        assertEquals(
                "InvalidRequest",
                client.send("PUT", "/bucket?acl", "x-amz-acl", "private", "x-amz-grant-read", "id=" + OWNER)
                        .error());
    }

    @Test
    void switchesAgainstPublicAccessBlockAndVoidLists() {
        client.send("PUT", "/bucket/open", "x-amz-acl", "public-read").requireStatus(200);
        block("IgnorePublicAcls");
        client.sendAnonymously("GET", "/bucket/open").requireStatus(403);
        block("BlockPublicAcls");
        client.sendAnonymously("GET", "/bucket/open").requireStatus(200);
        for (String uri : List.of("/bucket/new", "/bucket/key?acl", "/bucket?acl")) {
            assertEquals(
                    "AccessDenied",
                    client.send("PUT", uri, "x-amz-acl", "public-read").error());
        }
        client.send("PUT", "/bucket/new", "x-amz-acl", "private").requireStatus(200);
    }

    @Test
    void aBucketMadeAgainIsNotOpenedWherePublicListsAreBlocked() {
        block("BlockPublicAcls");
        ServiceReply again = client.send(
                        "PUT", "/bucket", "x-amz-object-ownership", "BucketOwnerPreferred", "x-amz-acl", "public-read")
                .requireStatus(403);
        assertEquals("AccessDenied", again.error());
        client.sendAnonymously("GET", "/bucket").requireStatus(403);
        assertEquals(
                "ObjectWriter", client.send("GET", "/bucket?ownershipControls").element("ObjectOwnership"));
        client.send("PUT", "/bucket", "x-amz-object-ownership", "ObjectWriter", "x-amz-acl", "private")
                .requireStatus(200);
    }

    private void block(String name) {
        String document =
                "<PublicAccessBlockConfiguration><" + name + ">true</" + name + "></PublicAccessBlockConfiguration>";
        client.send("PUT", "/bucket?publicAccessBlock", document.getBytes(UTF_8))
                .requireStatus(200);
    }

    @Test
    void listsStopToCountWhereTheOwnerOfTheBucketOwnsEverything() {
        client.send("PUT", "/bucket/open", "x-amz-acl", "public-read").requireStatus(200);
        own("BucketOwnerEnforced");
        client.sendAnonymously("GET", "/bucket/open").requireStatus(403);
        assertEquals(
                "AccessControlListNotSupported",
                client.send("PUT", "/bucket/new", "x-amz-acl", "public-read").error());
        client.send("DELETE", "/bucket?ownershipControls").requireStatus(204);
        assertEquals(
                "OwnershipControlsNotFoundError",
                client.send("GET", "/bucket?ownershipControls").error());
        client.sendAnonymously("GET", "/bucket/open").requireStatus(200);
        own("BucketOwnerPreferred");
        assertEquals(
                "BucketOwnerPreferred",
                client.send("GET", "/bucket?ownershipControls").element("ObjectOwnership"));
        client.send("PUT", "/bucket?acl", "x-amz-acl", "public-read").requireStatus(200);
        assertEquals(
                "InvalidBucketAclWithObjectOwnership",
                client.send("PUT", "/bucket?ownershipControls", ownership("BucketOwnerEnforced"))
                        .error());
    }

    private void own(String name) {
        client.send("PUT", "/bucket?ownershipControls", ownership(name)).requireStatus(200);
    }

    private static byte[] ownership(String name) {
        return ("<OwnershipControls><Rule><ObjectOwnership>" + name + "</ObjectOwnership></Rule></OwnershipControls>")
                .getBytes(UTF_8);
    }

    @Test
    void aBucketIsMadeWithAListIfItsOwnershipAllowsOne() {
        assertEquals(
                "InvalidBucketAclWithObjectOwnership",
                client.send("PUT", "/other", "x-amz-acl", "public-read").error());
        client.send("HEAD", "/other").requireStatus(404);
        client.send("PUT", "/other", "x-amz-acl", "public-read", "x-amz-object-ownership", "ObjectWriter")
                .requireStatus(200);
        client.sendAnonymously("GET", "/other").requireStatus(200);
    }

    @Test
    void aCopyAndAnUploadInPartsGetTheListOfTheirRequest() {
        client.send("PUT", "/bucket/open", "x-amz-acl", "public-read").requireStatus(200);
        client.send("PUT", "/bucket/closed", "x-amz-copy-source", "bucket/open").requireStatus(200);
        client.sendAnonymously("GET", "/bucket/closed").requireStatus(403);
        client.send("PUT", "/bucket/copy", "x-amz-copy-source", "bucket/key", "x-amz-acl", "public-read")
                .requireStatus(200);
        client.sendAnonymously("GET", "/bucket/copy").requireStatus(200);
        String id = client.send("POST", "/bucket/parts?uploads", "x-amz-acl", "public-read")
                .element("UploadId");
        String tag = client.send("PUT", "/bucket/parts?partNumber=1&uploadId=" + id, "x".getBytes(UTF_8))
                .header("etag");
        client.send(
                        "POST",
                        "/bucket/parts?uploadId=" + id,
                        ("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + tag
                                        + "</ETag></Part></CompleteMultipartUpload>")
                                .getBytes(UTF_8))
                .requireStatus(200);
        client.sendAnonymously("GET", "/bucket/parts").requireStatus(200);
    }
}
