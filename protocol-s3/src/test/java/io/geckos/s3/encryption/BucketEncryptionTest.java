package io.geckos.s3.encryption;

import static io.geckos.s3.encryption.EncryptingServer.METHOD;
import static io.geckos.s3.encryption.EncryptingServer.customer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.name.BucketName;
import io.geckos.s3.HeldOperations;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default encryption of buckets. */
@ExtendWith(HeldOperations.class)
public class BucketEncryptionTest {
    private static final String URI = "/bucket?encryption";
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final ServiceClient client = EncryptingServer.withMasterKey();

    private static String document(String rule) {
        return "<ServerSideEncryptionConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + rule
                + "</ServerSideEncryptionConfiguration>";
    }

    private static String byDefault(String algorithm) {
        return "<ApplyServerSideEncryptionByDefault><SSEAlgorithm>" + algorithm
                + "</SSEAlgorithm></ApplyServerSideEncryptionByDefault>";
    }

    private static ServiceReply put(ServiceClient client, String rule) {
        return client.send("PUT", URI, document("<Rule>" + rule + "</Rule>").getBytes(UTF_8));
    }

    @Test
    void aBucketHasNoDefaultUntilItIsGivenOne() {
        client.send("GET", URI).requireError(404, "ServerSideEncryptionConfigurationNotFoundError");
        put(client, byDefault("AES256")).requireStatus(200);
        ServiceReply got = client.send("GET", URI).requireStatus(200);
        assertEquals("AES256", got.element("SSEAlgorithm"));
        assertEquals("false", got.element("BucketKeyEnabled"));
        client.send("DELETE", URI).requireStatus(204);
        client.send("GET", URI).requireError(404, "ServerSideEncryptionConfigurationNotFoundError");
    }

    @Test
    void theDefaultSealsNewObjectsUploadsAndCopies() {
        client.send("PUT", "/bucket/before", HELLO).requireStatus(200);
        put(client, byDefault("AES256")).requireStatus(200);
        assertEquals("AES256", client.send("PUT", "/bucket/k", HELLO).header(METHOD));
        assertEquals("AES256", client.send("POST", "/bucket/k?uploads").header(METHOD));
        assertEquals(
                "AES256",
                client.send("PUT", "/bucket/copy", "x-amz-copy-source", "/bucket/before")
                        .header(METHOD));
        assertEquals("", client.send("GET", "/bucket/before").header(METHOD));
        assertEquals("hello", client.send("GET", "/bucket/copy").text());
        client.send("DELETE", URI).requireStatus(204);
        assertEquals("", client.send("PUT", "/bucket/after", HELLO).header(METHOD));
        assertEquals("hello", client.send("GET", "/bucket/k").text());
    }

    @Test
    void theDefaultOfTheServerIsThatOfBucketsWithoutOne() {
        ServiceClient all = EncryptingServer.byDefault();
        assertEquals("AES256", all.send("GET", URI).requireStatus(200).element("SSEAlgorithm"));
        put(all, byDefault("AES256")).requireStatus(200);
        all.send("DELETE", URI).requireStatus(204);
        assertEquals("AES256", all.send("GET", URI).requireStatus(200).element("SSEAlgorithm"));
        assertEquals("AES256", all.send("PUT", "/bucket/k", HELLO).header(METHOD));
    }

    @Test
    void theHintOfABucketKeyIsKept() {
        put(client, byDefault("AES256") + "<BucketKeyEnabled>true</BucketKeyEnabled>")
                .requireStatus(200);
        assertEquals("true", client.send("GET", URI).element("BucketKeyEnabled"));
    }

    @Test
    void keysOfClientsCanBeBlocked() {
        String blocked = "<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes>";
        put(client, byDefault("AES256") + blocked).requireStatus(200);
        client.send("PUT", "/bucket/k", HELLO, customer(1)).requireError(403, "AccessDenied");
        client.send("POST", "/bucket/k?uploads", customer(1)).requireError(403, "AccessDenied");
        assertEquals("SSE-C", client.send("GET", URI).element("EncryptionType"));
        put(client, byDefault("AES256") + blocked.replace("SSE-C", "NONE")).requireStatus(200);
        client.send("PUT", "/bucket/k", HELLO, customer(1)).requireStatus(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ApplyServerSideEncryptionByDefault/>                                           | MalformedXML",
                "<Other/>                                                                        | MalformedXML",
                "<BucketKeyEnabled>yes</BucketKeyEnabled>                                        | MalformedXML",
                "<BlockedEncryptionTypes><EncryptionType>X</EncryptionType></BlockedEncryptionTypes> | MalformedXML",
            })
    void malformedRulesAreRefused(String rule, String code) {
        put(client, rule).requireError(400, code);
        client.send("GET", URI).requireStatus(404);
    }

    @Test
    void aKmsKeyContradictsAes256() {
        String rule =
                byDefault("AES256").replace("</SSEAlgorithm>", "</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>");
        put(client, rule).requireError(400, "InvalidArgument");
    }

    @Test
    void exactlyOneRuleIsAllowed() {
        client.send("PUT", URI, document("").getBytes(UTF_8)).requireError(400, "MalformedXML");
        String rule = "<Rule>" + byDefault("AES256") + "</Rule>";
        client.send("PUT", URI, document(rule + rule).getBytes(UTF_8)).requireError(400, "MalformedXML");
        put(client, byDefault("AES128")).requireError(400, "MalformedXML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:kms", "aws:kms:dsse"})
    void keyServicesAreNotImplemented(String algorithm) {
        put(client, byDefault(algorithm)).requireError(501, "NotImplemented");
        client.send("GET", URI).requireStatus(404);
    }

    @Test
    void withoutAMasterKeyNoDefaultIsTaken() {
        ServiceClient without = EncryptingServer.withoutMasterKey(false);
        put(without, byDefault("AES256")).requireError(501, "NotImplemented");
        without.send("GET", URI).requireStatus(404);
    }

    @Test
    void aBucketThatIsToBeEncryptedTakesNothingWithoutAMasterKey() {
        ServiceClient without = EncryptingServer.withoutMasterKey(false);
        String kept = BucketEncryption.CODEC.text(BucketEncryption.AES256);
        without.storage.buckets().putSetting(new BucketName("bucket"), BucketSetting.ENCRYPTION, kept);
        without.send("PUT", "/bucket/k", HELLO).requireError(503, "ServiceUnavailable");
        without.send("POST", "/bucket/k?uploads").requireError(503, "ServiceUnavailable");
        assertEquals(List.of(), without.keys());
        without.send("PUT", "/bucket/k", HELLO, customer(1)).requireStatus(200);
    }
}
