package io.geckos.s3.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
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

@ExtendWith(HeldOperations.class)
public class BucketVersioningTest {
    private final ServiceClient client = ServiceClient.withBucket();

    private String status() {
        return client.send("GET", "/bucket?versioning").requireStatus(200).element("Status");
    }

    private ServiceReply put(String content) {
        String document = "<VersioningConfiguration>" + content + "</VersioningConfiguration>";
        return client.send("PUT", "/bucket?versioning", document.getBytes(UTF_8));
    }

    @Test
    void versioningIsEnabledAndSuspended() {
        assertEquals("", status());
        for (String status : new String[] {"Enabled", "Suspended", "Enabled"}) {
            put("<Status>" + status + "</Status>").requireStatus(200);
            assertEquals(status, status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                                            IllegalVersioningConfigurationException",
        "<MfaDelete>Disabled</MfaDelete>,                               IllegalVersioningConfigurationException",
        "<Status>Off</Status>,                                          MalformedXML",
        "<Status>enabled</Status>,                                      MalformedXML",
        "<State>Enabled</State>,                                        MalformedXML",
        "<MfaDelete>On</MfaDelete>,                                     MalformedXML",
        "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>,        NotImplemented",
    })
    void otherDocumentsChangeNothing(String content, String error) {
        assertEquals(error, put(content).error());
        assertEquals("", status());
    }

    @Test
    void aMissingDocumentChangesNothing() {
        ServiceReply reply = client.send("PUT", "/bucket?versioning").requireStatus(400);
        assertEquals("MissingRequestBodyError", reply.error());
        assertEquals("", status());
    }

    @Test
    void aSecondFactorThatIsNotAskedForIsNone() {
        put("<Status>Enabled</Status><MfaDelete>Disabled</MfaDelete>").requireStatus(200);
        assertEquals("Enabled", status());
        assertEquals(
                "NotImplemented",
                client.send("PUT", "/bucket?versioning", VersionedBucket.versioning("Enabled"), "x-amz-mfa", "1 2")
                        .error());
    }

    @Test
    void aBucketWithObjectLockKeepsVersions() {
        VersionedBucket locked = VersionedBucket.locked();
        ServiceReply refused = locked.client.send("PUT", "/bucket?versioning", VersionedBucket.versioning("Suspended"));
        assertEquals("InvalidBucketState", refused.requireStatus(409).error());
        assertEquals("Enabled", locked.send("GET", "?versioning").element("Status"));
        locked.set("Enabled");
    }

    @Test
    void aMissingBucketIsToldOf() {
        byte[] document = VersionedBucket.versioning("Enabled");
        assertEquals(
                "NoSuchBucket", client.send("PUT", "/none?versioning", document).error());
        assertEquals("NoSuchBucket", client.send("GET", "/none?versioning").error());
    }

    @Test
    void anEngineWithoutVersionsIsNotTouched() {
        UntouchableStorage untouched = new UntouchableStorage();
        ServiceClient other = new ServiceClient(untouched, ServiceClient.KNOWN_ONLY);
        byte[] document = VersionedBucket.versioning("Enabled");
        assertEquals(
                "NotImplemented",
                other.send("PUT", "/bucket?versioning", document)
                        .requireStatus(501)
                        .error());
        untouched.assertUntouched();
    }
}
