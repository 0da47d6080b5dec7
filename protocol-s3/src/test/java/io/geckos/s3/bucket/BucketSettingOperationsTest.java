package io.geckos.s3.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers about settings that are not configured, the same for every bucket, or not served; access control lists; locks. */
@ExtendWith(HeldOperations.class)
public class BucketSettingOperationsTest {
    private final ServiceClient client = ServiceClient.withBucket();

    @ParameterizedTest
    @CsvSource({
        "encryption,         ServerSideEncryptionConfigurationNotFoundError",
        "lifecycle,          NoSuchLifecycleConfiguration",
        "policy,             NoSuchBucketPolicy",
        "policyStatus,       NoSuchBucketPolicy",
        "replication,        ReplicationConfigurationNotFoundError",
        "website,            NoSuchWebsiteConfiguration",
        "object-lock,        ObjectLockConfigurationNotFoundError",
        "publicAccessBlock,  NoSuchPublicAccessBlockConfiguration",
        "analytics&id=1,     NoSuchConfiguration",
        "inventory&id=1,     NoSuchConfiguration",
        "metrics&id=1,       NoSuchConfiguration",
        "intelligent-tiering&id=1, NoSuchConfiguration",
    })
    void getOfUnsetConfigurationIs404(String query, String error) {
        assertEquals(
                error, client.send("GET", "/bucket?" + query).requireStatus(404).element("Code"));
        assertEquals("NoSuchBucket", client.send("GET", "/nobodys?" + query).element("Code"));
    }

    @ParameterizedTest
    @CsvSource({
        "versioning,      VersioningConfiguration",
        "accelerate,      AccelerateConfiguration",
        "logging,         BucketLoggingStatus",
        "notification,    NotificationConfiguration",
    })
    void getOfUnsetListIsEmpty(String query, String root) {
        String text = client.send("GET", "/bucket?" + query).requireStatus(200).text();
        assertTrue(text.endsWith("\"></" + root + ">"), text);
        assertEquals("NoSuchBucket", client.send("GET", "/nobodys?" + query).element("Code"));
    }

    @ParameterizedTest
    @CsvSource({
        "abac,                Status,          Disabled",
        "requestPayment,      Payer,           BucketOwner",
        "ownershipControls,   ObjectOwnership, BucketOwnerEnforced",
        "analytics,           IsTruncated,     false",
        "inventory,           IsTruncated,     false",
        "metrics,             IsTruncated,     false",
        "intelligent-tiering, IsTruncated,     false",
    })
    void getAnswersFixedDefaults(String query, String element, String text) {
        assertEquals(
                text, client.send("GET", "/bucket?" + query).requireStatus(200).element(element));
        assertEquals("NoSuchBucket", client.send("GET", "/nobodys?" + query).element("Code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"encryption", "lifecycle", "policy", "replication", "website", "publicAccessBlock"})
    void deleteOfUnsetConfigurationIs204(String query) {
        client.send("DELETE", "/bucket?" + query).requireStatus(204);
        assertEquals("NoSuchBucket", client.send("DELETE", "/nobodys?" + query).element("Code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"analytics", "inventory", "metrics", "intelligent-tiering"})
    void deleteOfUnknownIdIs404(String query) {
        String uri = "/bucket?id=1&" + query;
        assertEquals("NoSuchConfiguration", client.send("DELETE", uri).element("Code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"retention", "legal-hold"})
    void lockQueriesWithoutObjectLockAre400(String query) {
        ServiceReply reply = client.send("GET", "/bucket/key?" + query).requireStatus(400);
        assertEquals("InvalidRequest", reply.element("Code"));
        assertEquals("Bucket is missing Object Lock Configuration", reply.element("Message"));
        assertEquals("NoSuchBucket", client.send("GET", "/nobodys/key?" + query).element("Code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logging", "website"})
    void putOfUnservedSettingsIs501(String query) {
        client.send("PUT", "/bucket?" + query, "<X/>".getBytes(UTF_8)).requireStatus(501);
        client.send("GET", "/bucket?versionId=1&" + query).requireStatus(501);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket", "/bucket/key"})
    void theOwnerMayDoEverything(String path) {
        client.send("PUT", "/bucket/key").requireStatus(200);
        ServiceReply acl = client.send("GET", path + "?acl").requireStatus(200);
        assertEquals("FULL_CONTROL", acl.element("Permission"));
        assertEquals(FakeAuthenticator.OWNER.id(), acl.element("ID"));
        assertTrue(acl.text().contains("xsi:type=\"CanonicalUser\""));
        client.send("GET", "/nobodys?acl").requireStatus(404);
        client.send("GET", "/bucket/none?acl").requireStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket?acl", "/bucket/key?acl"})
    void onlyEquivalentAclsAreAccepted(String uri) {
        client.send("PUT", "/bucket/key").requireStatus(200);
        client.send("PUT", uri, "x-amz-acl", "private").requireStatus(200);
        client.send("PUT", uri, "x-amz-acl", "bucket-owner-full-control").requireStatus(200);
        String error = "AccessControlListNotSupported";
        assertEquals(error, client.send("PUT", uri, "x-amz-acl", "public-read").error());
        assertEquals(error, client.send("PUT", uri).error());
        assertEquals(
                error,
                client.send("PUT", uri, "<AccessControlPolicy/>".getBytes(UTF_8))
                        .error());
        assertEquals(error, client.send("PUT", uri, "x-amz-grant-read", "id=1").error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bucket?acl", "/bucket/key?acl"})
    void aclThatWasReadMayBePutBackAndNoOther(String uri) {
        client.send("PUT", "/bucket/key").requireStatus(200);
        String list = client.send("GET", uri).text();
        client.send("PUT", uri, list.getBytes(UTF_8)).requireStatus(200);

        String grant = list.substring(list.indexOf("<Grant>"), list.indexOf("</AccessControlList>"));
        for (String other : List.of(
                list.replace("FULL_CONTROL", "READ"),
                list.replace(grant, ""),
                list.replace(grant, grant + grant),
                list.replace(grant, grant.replace(FakeAuthenticator.OWNER.id(), "somebody")))) {
            assertEquals(
                    "AccessControlListNotSupported",
                    client.send("PUT", uri, other.getBytes(UTF_8)).error());
        }
        assertEquals(
                "MalformedXML",
                client.send("PUT", uri, "<AccessControlPolicy>".getBytes(UTF_8)).error());
    }

    @Test
    void aclOfMissingResourceIs404() {
        assertEquals(
                "NoSuchBucket",
                client.send("PUT", "/nobodys?acl", "x-amz-acl", "private").error());
        assertEquals(
                "NoSuchKey",
                client.send("PUT", "/bucket/none?acl", "x-amz-acl", "private").error());
    }
}
