package io.geckos.s3.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.UntouchableStorage;
import io.geckos.s3.testkit.VersionedBucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(HeldOperations.class)
public class ObjectLockConfigurationTest {
    private static final String ENABLED = "<ObjectLockEnabled>Enabled</ObjectLockEnabled>";

    private static ServiceReply put(VersionedBucket bucket, String content) {
        return bucket.sendDocument(
                "PUT", "?object-lock", "<ObjectLockConfiguration>" + content + "</ObjectLockConfiguration>");
    }

    private static String rule(String retention) {
        return ENABLED + "<Rule><DefaultRetention>" + retention + "</DefaultRetention></Rule>";
    }

    @Test
    void aBucketIsMadeWithLockAndVersioning() {
        VersionedBucket bucket = VersionedBucket.locked();
        ServiceReply got = bucket.send("GET", "?object-lock").requireStatus(200);
        assertEquals("Enabled", got.element("ObjectLockEnabled"));
        assertEquals("", got.element("Mode"));
        assertEquals("Enabled", bucket.send("GET", "?versioning").element("Status"));
    }

    @Test
    void aBucketThatIsThereIsNotGivenALockByMakingIt() {
        ServiceClient client = ServiceClient.withBucket();
        assertEquals(
                "BucketAlreadyOwnedByYou",
                client.send("PUT", "/bucket", "x-amz-bucket-object-lock-enabled", "true")
                        .error());
        assertEquals(
                "InvalidArgument",
                client.send("PUT", "/other", "x-amz-bucket-object-lock-enabled", "on")
                        .error());
        client.send("PUT", "/other", "x-amz-bucket-object-lock-enabled", "false")
                .requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource({"GOVERNANCE, Days, 7", "COMPLIANCE, Years, 2", "GOVERNANCE, Days, 36500"})
    void aDefaultRetentionIsGotAsItWasPut(String mode, String unit, String count) {
        VersionedBucket bucket = VersionedBucket.enabled();
        put(bucket, rule("<Mode>" + mode + "</Mode><" + unit + ">" + count + "</" + unit + ">"))
                .requireStatus(200);
        ServiceReply got = bucket.send("GET", "?object-lock");
        assertEquals(mode, got.element("Mode"));
        assertEquals(count, got.element(unit));
        put(bucket, ENABLED).requireStatus(200);
        assertEquals("", bucket.send("GET", "?object-lock").element("Mode"));
    }

    @ParameterizedTest
    @CsvSource({
        "<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>, MalformedXML",
        "<Mode>GOVERNANCE</Mode>,                               MalformedXML",
        "<Days>1</Days>,                                        MalformedXML",
        "<Mode>NONE</Mode><Days>1</Days>,                       MalformedXML",
        "<Mode>GOVERNANCE</Mode><Days>x</Days>,                 MalformedXML",
        "<Mode>GOVERNANCE</Mode><Days>0</Days>,                 InvalidRetentionPeriod",
        "<Mode>GOVERNANCE</Mode><Years>-1</Years>,              InvalidRetentionPeriod",
        "<Mode>GOVERNANCE</Mode><Days>36501</Days>,             InvalidArgument",
        "<Mode>GOVERNANCE</Mode><Years>101</Years>,             InvalidArgument",
    })
    void otherRetentionsAreRefused(String retention, String error) {
        VersionedBucket bucket = VersionedBucket.locked();
        assertEquals(error, put(bucket, rule(retention)).requireStatus(400).error());
        assertEquals("", bucket.send("GET", "?object-lock").element("Mode"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<ObjectLockEnabled>Disabled</ObjectLockEnabled>", "<Rule/>"})
    void aLockIsEnabledOrNotThere(String content) {
        assertEquals("MalformedXML", put(VersionedBucket.locked(), content).error());
    }

    @Test
    void aLockNeedsVersioning() {
        VersionedBucket bucket = VersionedBucket.enabled();
        bucket.set("Suspended");
        assertEquals(
                "InvalidBucketState", put(bucket, ENABLED).requireStatus(409).error());
        assertEquals(
                "ObjectLockConfigurationNotFoundError",
                bucket.send("GET", "?object-lock").requireStatus(404).error());
    }

    @Test
    void aMissingDocumentIsRefused() {
        ServiceReply reply = VersionedBucket.locked()
                .send("PUT", "?object-lock", "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==")
                .requireStatus(400);
        assertEquals("MissingRequestBodyError", reply.error());
    }

    @Test
    void theDocumentMustBeVouchedFor() {
        assertEquals(
                "InvalidRequest",
                VersionedBucket.locked().send("PUT", "?object-lock").error());
    }

    @Test
    void anEngineWithoutLockIsNotTouched() {
        UntouchableStorage untouched = new UntouchableStorage();
        ServiceClient client = new ServiceClient(untouched, ServiceClient.KNOWN_ONLY);
        for (String uri : new String[] {"/bucket?object-lock", "/bucket/key?retention", "/bucket/key?legal-hold"}) {
            assertEquals(
                    "NotImplemented", client.send("PUT", uri).requireStatus(501).error());
        }
        client.send("PUT", "/bucket", "x-amz-bucket-object-lock-enabled", "true")
                .requireStatus(501);
        client.send("PUT", "/bucket/key", "x-amz-object-lock-legal-hold", "ON").requireStatus(501);
        untouched.assertUntouched();
    }
}
