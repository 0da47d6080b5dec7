package io.geckos.s3.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.MultipartSession;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.VersionedBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class ObjectProtectionTest {
    private static final String MODE = "x-amz-object-lock-mode";
    private static final String UNTIL = "x-amz-object-lock-retain-until-date";
    private static final String HOLD = "x-amz-object-lock-legal-hold";
    private static final String BYPASS = "x-amz-bypass-governance-retention";
    private static final String FAR = "2999-01-01T00:00:00.000Z";
    private static final String NEAR = "2998-01-01T00:00:00.000Z";
    private static final String[] GOVERNED = {MODE, "GOVERNANCE", UNTIL, FAR};
    private static final String EMPTY_MD5 = "1B2M2Y8AsgTpgAmY7PhCfg==";

    private final VersionedBucket bucket = VersionedBucket.locked();

    private String put(String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "content-md5";
        all[1] = EMPTY_MD5;
        return bucket.put("key", "", all);
    }

    private ServiceReply retain(String content, String... headers) {
        return bucket.sendDocument("PUT", "/key?retention", "<Retention>" + content + "</Retention>", headers);
    }

    private static String retention(String mode, String until) {
        return "<Mode>" + mode + "</Mode><RetainUntilDate>" + until + "</RetainUntilDate>";
    }

    private ServiceReply hold(String status) {
        return bucket.sendDocument("PUT", "/key?legal-hold", "<LegalHold><Status>" + status + "</Status></LegalHold>");
    }

    private ServiceReply delete(String version, String... headers) {
        return bucket.send("DELETE", "/key?versionId=" + version, headers);
    }

    @Test
    void aVersionIsProtectedAsItsHeadersSay() {
        String version = put(MODE, "COMPLIANCE", UNTIL, FAR, HOLD, "ON");
        for (String method : new String[] {"GET", "HEAD"}) {
            ServiceReply got = bucket.send(method, "/key").requireStatus(200);
            assertEquals("COMPLIANCE", got.header(MODE));
            assertEquals(FAR, got.header(UNTIL));
            assertEquals("ON", got.header(HOLD));
        }
        ServiceReply retention = bucket.send("GET", "/key?retention").requireStatus(200);
        assertEquals("COMPLIANCE", retention.element("Mode"));
        assertEquals(FAR, retention.element("RetainUntilDate"));
        assertEquals(version, retention.header("x-amz-version-id"));
        assertEquals(
                "ON", bucket.send("GET", "/key?legal-hold").requireStatus(200).element("Status"));
        assertEquals("AccessDenied", delete(version).requireStatus(403).error());
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-object-lock-mode,              GOVERNANCE",
        "x-amz-object-lock-retain-until-date, 2999-01-01T00:00:00Z",
        "x-amz-object-lock-legal-hold,        on",
    })
    void headersThatSayHalfAreRefused(String name, String value) {
        assertEquals(
                "InvalidArgument",
                bucket.send("PUT", "/key", "content-md5", EMPTY_MD5, name, value)
                        .requireStatus(400)
                        .error());
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,       2999-01-01T00:00:00Z",
        "GOVERNANCE, 2999-01-01",
        "GOVERNANCE, 2019-01-01T00:00:00Z",
        "GOVERNANCE, +10000-01-01T00:00:00Z",
        "COMPLIANCE, 9999-12-31T23:59:59-01:00",
        "COMPLIANCE, 9999-12-31T23:59:59.9999Z",
    })
    void headersThatSayWhatCannotBeAreRefused(String mode, String until) {
        assertEquals(
                "InvalidArgument",
                bucket.send("PUT", "/key", "content-md5", EMPTY_MD5, MODE, mode, UNTIL, until)
                        .requireStatus(400)
                        .error());
        bucket.send("GET", "/key").requireStatus(404);
    }

    @Test
    void aProtectedObjectMustBeVouchedFor() {
        assertEquals("InvalidRequest", bucket.send("PUT", "/key", GOVERNED).error());
    }

    @Test
    void aDefaultRetentionIsThereFromTheFirstMoment() {
        bucket.sendDocument(
                        "PUT",
                        "?object-lock",
                        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
                                + "<Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>")
                .requireStatus(200);
        String version = bucket.put("key", "");
        assertEquals("GOVERNANCE", bucket.send("GET", "/key?retention").element("Mode"));
        delete(version).requireStatus(403);
        put(MODE, "COMPLIANCE", UNTIL, FAR);
        assertEquals("COMPLIANCE", bucket.send("GET", "/key").header(MODE));
    }

    @Test
    void governanceYieldsToWhoMayBypassIt() {
        String version = put(GOVERNED);
        delete(version).requireStatus(403);
        delete(version, BYPASS, "false").requireStatus(403);
        ServiceClient other = new ServiceClient(
                bucket.client.storage,
                request ->
                        request.actions().contains("BypassGovernanceRetention") ? Decision.DENIED : Decision.ALLOWED);
        other.send("DELETE", "/bucket/key?versionId=" + version, BYPASS, "true").requireStatus(403);
        delete(version, BYPASS, "true").requireStatus(204);
    }

    @Test
    void complianceYieldsToNobody() {
        String version = put(MODE, "COMPLIANCE", UNTIL, FAR);
        delete(version, BYPASS, "true").requireStatus(403);
        assertEquals(
                "AccessDenied", retain("", BYPASS, "true").requireStatus(403).error());
        retain(retention("GOVERNANCE", FAR), BYPASS, "true").requireStatus(403);
        retain(retention("COMPLIANCE", NEAR), BYPASS, "true").requireStatus(403);
        retain(retention("COMPLIANCE", "2999-01-02T00:00:00Z")).requireStatus(200);
    }

    @Test
    void governanceIsWeakenedByWhoMayBypassIt() {
        put(GOVERNED);
        retain(retention("GOVERNANCE", NEAR)).requireStatus(403);
        retain(retention("GOVERNANCE", NEAR), BYPASS, "true").requireStatus(200);
        assertEquals(NEAR, bucket.send("GET", "/key?retention").element("RetainUntilDate"));
        retain("", BYPASS, "true").requireStatus(200);
        assertEquals(
                "NoSuchObjectLockConfiguration",
                bucket.send("GET", "/key?retention").requireStatus(404).error());
    }

    @ParameterizedTest
    @CsvSource({
        "<Mode>GOVERNANCE</Mode>,                                                                  MalformedXML",
        "<RetainUntilDate>2999-01-01T00:00:00Z</RetainUntilDate>,                                  MalformedXML",
        "<Mode>NONE</Mode><RetainUntilDate>2999-01-01T00:00:00Z</RetainUntilDate>,                 MalformedXML",
        "<Mode>GOVERNANCE</Mode><RetainUntilDate>tomorrow</RetainUntilDate>,                       MalformedXML",
        "<Mode>GOVERNANCE</Mode><RetainUntilDate>+10000-01-01T00:00:00Z</RetainUntilDate>,         MalformedXML",
        "<Mode>GOVERNANCE</Mode><RetainUntilDate>2019-01-01T00:00:00Z</RetainUntilDate>,           InvalidArgument",
    })
    void otherRetentionsAreRefused(String content, String error) {
        put();
        assertEquals(error, retain(content).requireStatus(400).error());
    }

    @Test
    void aLegalHoldProtectsUntilItIsLifted() {
        String version = put();
        ServiceReply held = hold("ON").requireStatus(200);
        assertEquals(version, held.header("x-amz-version-id"));
        delete(version, BYPASS, "true").requireStatus(403);
        hold("OFF").requireStatus(200);
        assertEquals(
                "OFF", bucket.send("GET", "/key?legal-hold").requireStatus(200).element("Status"));
        assertEquals("OFF", bucket.send("GET", "/key").header(HOLD));
        delete(version).requireStatus(204);
        put();
        assertEquals("MalformedXML", hold("MAYBE").error());
    }

    @Test
    void whatWasNeverProtectedHasNoConfiguration() {
        put();
        for (String query : new String[] {"retention", "legal-hold"}) {
            assertEquals(
                    "NoSuchObjectLockConfiguration",
                    bucket.send("GET", "/key?" + query).requireStatus(404).error());
        }
        assertEquals("", bucket.send("GET", "/key").header(HOLD));
    }

    @Test
    void aDeletionWithoutVersionMakesAMarker() {
        String version = put(GOVERNED);
        bucket.send("DELETE", "/key").requireStatus(204);
        bucket.send("GET", "/key").requireStatus(404);
        assertEquals("", bucket.read("key", version));
    }

    @Test
    void aBulkDeletionRefusesOnlyWhatIsProtected() {
        String version = put(GOVERNED);
        String other = bucket.put("other", "");
        String document = "<Delete><Object><Key>key</Key><VersionId>" + version + "</VersionId></Object>"
                + "<Object><Key>other</Key><VersionId>" + other + "</VersionId></Object></Delete>";
        ServiceReply reply = bucket.sendDocument("POST", "?delete", document).requireStatus(200);
        assertEquals("AccessDenied", reply.element("Code"));
        assertEquals(1, reply.elements("Deleted").size());
        ServiceReply bypassed = bucket.sendDocument("POST", "?delete", document, BYPASS, "true");
        assertEquals("", bypassed.element("Code"));
    }

    @Test
    void copiesUploadsAndFormsCarryAProtection() {
        put(GOVERNED);
        bucket.send("PUT", "/copy", "x-amz-copy-source", "bucket/key").requireStatus(200);
        assertEquals("", bucket.send("GET", "/copy").header(MODE));
        bucket.send("PUT", "/copy", "x-amz-copy-source", "bucket/key", HOLD, "ON")
                .requireStatus(200);
        assertEquals("ON", bucket.send("GET", "/copy").header(HOLD));

        MultipartSession session = new MultipartSession(bucket.client);
        String upload = session.begin(GOVERNED);
        String part = MultipartSession.part(1, session.put(upload, 1, "1".getBytes(UTF_8)));
        session.complete(upload, part).requireStatus(200);
        assertEquals("GOVERNANCE", bucket.send("GET", "/key").header(MODE));

        FormBody.allowedBy("form", "[\"starts-with\", \"$" + HOLD + "\", \"\"]")
                .field(HOLD, "ON")
                .file("2")
                .post(bucket.client)
                .requireStatus(204);
        assertEquals("ON", bucket.send("GET", "/form").header(HOLD));
    }

    @Test
    void protectionNeedsALock() {
        ServiceClient client = ServiceClient.withBucket();
        client.send("PUT", "/bucket/key").requireStatus(200);
        ServiceReply held = client.send("PUT", "/bucket/key", "content-md5", EMPTY_MD5, HOLD, "ON")
                .requireStatus(400);
        assertEquals("InvalidRequest", held.error());
        assertEquals("Bucket is missing ObjectLockConfiguration", held.element("Message"));
        VersionedBucket unlocked = VersionedBucket.enabled();
        unlocked.put("key", "");
        String retention = "<Retention>" + retention("GOVERNANCE", FAR) + "</Retention>";
        assertEquals(
                "Bucket is missing Object Lock Configuration",
                unlocked.sendDocument("PUT", "/key?retention", retention).element("Message"));
        assertEquals(
                "InvalidRequest",
                unlocked.sendDocument("PUT", "/key?legal-hold", "<LegalHold><Status>ON</Status></LegalHold>")
                        .error());
        assertEquals("InvalidRequest", unlocked.send("GET", "/key?retention").error());
        assertEquals("InvalidRequest", unlocked.send("GET", "/key?legal-hold").error());
    }

    @ParameterizedTest
    @ValueSource(strings = {"retention", "legal-hold"})
    void aDeleteMarkerIsNotProtected(String query) {
        put();
        String marker = bucket.delete("key");
        String document = query.equals("retention")
                ? "<Retention>" + retention("GOVERNANCE", FAR) + "</Retention>"
                : "<LegalHold><Status>ON</Status></LegalHold>";
        bucket.sendDocument("PUT", "/key?" + query, document).requireStatus(405);
        bucket.sendDocument("PUT", "/key?" + query + "&versionId=" + marker, document)
                .requireStatus(405);
        bucket.send("GET", "/key?" + query).requireStatus(404);
        bucket.send("GET", "/key?" + query + "&versionId=" + marker).requireStatus(405);
    }

    @Test
    void whoMayNotProtectCannotByHeaders() {
        for (String denied : new String[] {"PutObjectRetention", "PutObjectLegalHold"}) {
            ServiceClient other = new ServiceClient(
                    bucket.client.storage,
                    request -> request.actions().contains(denied) ? Decision.DENIED : Decision.ALLOWED);
            String[] headers = {"content-md5", EMPTY_MD5, MODE, "GOVERNANCE", UNTIL, FAR, HOLD, "OFF"};
            assertEquals(
                    "AccessDenied", other.send("PUT", "/bucket/key", headers).error());
        }
    }
}
