package io.geckos.auth.credentials;

import static io.geckos.auth.testkit.RefusalAssert.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.RefusalAssert;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.V2TestSigner;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Identity;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of Version 2: each way in which they must be refused. */
class V2RefusalsTest {
    private static final String DATE = "Fri, 24 May 2013 00:00:00 GMT";
    private static final String UNSUPPORTED =
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.";
    private static final String EXPIRES = String.valueOf(ExampleKeys.NOW.getEpochSecond() + 60);

    private final SignatureAuthenticator all = ExampleKeys.authenticator(SignatureV2Policy.ALL, ExampleKeys.NOW);
    private final SignatureAuthenticator presignedOnly =
            ExampleKeys.authenticator(SignatureV2Policy.PRESIGNED, ExampleKeys.NOW);

    private static TestRequest presigned() {
        return V2TestSigner.presign(put(), EXPIRES);
    }

    private static TestRequest put() {
        return new TestRequest("PUT", "/bucket/key", "").header("host", "s3.example.com");
    }

    private static TestRequest signed() {
        return V2TestSigner.sign(put().header("date", DATE));
    }

    private static TestRequest edited(String from, String to) {
        TestRequest request = presigned();
        String query = request.query.replaceFirst(from, to);
        assertNotEquals(query, request.query);
        request.query = query;
        return request;
    }

    @Test
    void theRequestsTheyStartFromAreAccepted() throws IOException {
        Identity owner = new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID);
        assertEquals(owner, presigned().authenticate(presignedOnly).identity());
        assertEquals(owner, signed().authenticate(all).identity());
        assertEquals("any body", new String(presigned().body("any body").accept(presignedOnly), UTF_8));
    }

    @Test
    void whatIsSwitchedOff() {
        refused(Reason.INVALID_REQUEST, UNSUPPORTED, presigned());
        refused(Reason.INVALID_REQUEST, UNSUPPORTED, signed());
        assertEquals(
                UNSUPPORTED,
                refused(Reason.INVALID_REQUEST, signed(), presignedOnly).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWSAccessKeyId=[^&]*&", "Signature=[^&]*&", "&Expires=[0-9]*"})
    void missingParameters(String parameter) {
        assertEquals(
                "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters",
                refused(Reason.ACCESS_DENIED, edited(parameter, ""), presignedOnly)
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "1.5", "%2B1", "1e9", "2147483648", "99999999999999999999", "%D9%A1%D9%A2"})
    void expiryThatIsNoDate(String expires) {
        TestRequest request = V2TestSigner.presign(put(), expires);
        AuthenticationException refusal = refused(Reason.ACCESS_DENIED, request, presignedOnly);
        assertEquals(
                "Invalid date (should be seconds since epoch): " + URLDecoder.decode(expires, UTF_8),
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"60, false", "61, true", "600000000, true"})
    void expired(long secondsLater, boolean expired) {
        Instant later = ExampleKeys.NOW.plusSeconds(secondsLater);
        SignatureAuthenticator authenticator = ExampleKeys.authenticator(SignatureV2Policy.PRESIGNED, later);
        if (expired) {
            AuthenticationException refusal = refused(Reason.EXPIRED, presigned(), authenticator);
            assertEquals("Request has expired", refusal.getMessage());
            assertEquals(Map.of("Expires", "2013-05-24T00:01:00Z", "ServerTime", later.toString()), refusal.details());
        } else {
            presigned().authenticate(authenticator);
        }
    }

    @Test
    void urlsMayHoldForYears() {
        V2TestSigner.presign(put(), "2147483647").authenticate(presignedOnly);
    }

    @Test
    void unknownKeyAndWrongSignature() {
        refused(Reason.UNKNOWN_ACCESS_KEY, edited(ExampleKeys.ID, "AKIAUNKNOWN"), presignedOnly);
        refused(Reason.SIGNATURE_MISMATCH, edited("Signature=[^&]*", "Signature="), presignedOnly);
        refused(Reason.SIGNATURE_MISMATCH, edited("Signature=[^&]*", "Signature=AAAA"), presignedOnly);
        refused(Reason.UNKNOWN_ACCESS_KEY, signed().edited("authorization", ExampleKeys.ID, "AKIAUNKNOWN"), all);
        AuthenticationException mismatch =
                refused(Reason.SIGNATURE_MISMATCH, signed().edited("authorization", ":", ":A"), all);
        assertEquals("PUT\n\n\n" + DATE + "\n/bucket/key", mismatch.details().get("StringToSign"));
    }

    @ParameterizedTest
    @MethodSource
    void aSignatureHoldsForNothingElse(Consumer<TestRequest> change) {
        TestRequest url = presigned();
        change.accept(url);
        refused(Reason.SIGNATURE_MISMATCH, url, presignedOnly);
        TestRequest request = signed();
        change.accept(request);
        refused(Reason.SIGNATURE_MISMATCH, request, all);
    }

    static Stream<Consumer<TestRequest>> aSignatureHoldsForNothingElse() {
        return Stream.of(
                request -> request.method = "GET",
                request -> request.path = "/bucket/key2",
                request -> request.path = "/bucket//key",
                request -> request.path = "/bucket/ke%79",
                request -> request.query += "&acl",
                request -> request.query += "&versionId=null",
                request -> request.query += "&uploadId=1&partNumber=1",
                request -> request.query += "&response-content-type=text/html",
                request -> request.header("content-type", "text/html"),
                request -> request.header("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg=="),
                request -> request.header("x-amz-acl", "public-read"),
                request -> request.header("x-amz-copy-source", "/bucket/other"),
                request -> request.header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
    }

    @Test
    void parametersOfAnotherSpellingAreNotTheSignedOnes() {
        TestRequest request = presigned();
        request.query += "&x-amz-acl=public-read";
        refused(Reason.SIGNATURE_MISMATCH, request, presignedOnly);
        TestRequest type = presigned();
        type.query += "&content-type=text/html";
        refused(Reason.SIGNATURE_MISMATCH, type, presignedOnly);
    }

    @Test
    void whatIsNotSignedIsTold() {
        TestRequest request = V2TestSigner.presign(
                new TestRequest("GET", "/bucket", "list-type=2&prefix=a&encryption&Content-Type=a")
                        .header("x-amz-acl", "private"),
                EXPIRES);
        assertEquals(
                Set.of("list-type", "prefix", "encryption", "Content-Type"),
                request.authenticate(presignedOnly).unsignedParameters());
        TestRequest header = signed();
        header.query = "x-amz-acl=public-read&content-type=a";
        assertEquals(
                Set.of("x-amz-acl", "content-type"), header.authenticate(all).unsignedParameters());
    }

    @Test
    void severalMechanisms() {
        refused(Reason.INVALID_ARGUMENT, presigned().header("authorization", "AWS a:b"), all);
        refused(Reason.INVALID_ARGUMENT, edited("$", "&X-Amz-Signature=a"), all);
        TestRequest request = signed();
        request.query = "X-Amz-Signature=a";
        refused(Reason.INVALID_ARGUMENT, request, all);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS garbage, AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
        "AWS key:, AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
        "AWS key:a:b, AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
        "AWS  key:a, Authorization header is invalid -- one and only one ' ' (space) required",
        "aws key:a b, Authorization header is invalid -- one and only one ' ' (space) required"
    })
    void malformedHeaders(String header, String message) {
        TestRequest request = put().header("date", DATE).header("authorization", header);
        assertEquals(message, refused(Reason.INVALID_ARGUMENT, request, all).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "x-amz-date"})
    void skewedAndMissingDates(String name) {
        TestRequest fifteen = V2TestSigner.sign(put().header(name, "Thu, 23 May 2013 23:45:00 +0000"));
        fifteen.authenticate(all);
        TestRequest more = V2TestSigner.sign(put().header(name, "Thu, 23 May 2013 23:44:59 +0000"));
        AuthenticationException refusal = refused(Reason.CLOCK_SKEWED, more, all);
        assertEquals("Thu, 23 May 2013 23:44:59 +0000", refusal.details().get("RequestTime"));
        refused(Reason.ACCESS_DENIED, signed().without("date"), all);
        refused(Reason.ACCESS_DENIED, signed().header(name, "today"), all);
        refused(Reason.ACCESS_DENIED, signed().header("x-amz-date", "today"), all);
    }

    @Test
    void anAmzDateIsTheOneThatCounts() {
        V2TestSigner.sign(put().header("date", "never").header("x-amz-date", DATE))
                .authenticate(all);
        V2TestSigner.sign(put().header("x-amz-date", ExampleKeys.STAMP)).authenticate(all);
    }

    @Test
    void sessionTokensAreNotIssuedHere() {
        refused(
                Reason.INVALID_TOKEN,
                V2TestSigner.presign(put().header("x-amz-security-token", "token"), EXPIRES),
                presignedOnly);
        refused(
                Reason.INVALID_TOKEN,
                V2TestSigner.sign(put().header("date", DATE).header("x-amz-security-token", "token")),
                all);
    }

    @Test
    void chunksThatAreSignedNeedVersion4() {
        TestRequest request = put().header("date", DATE)
                .header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                .header("x-amz-decoded-content-length", "1");
        refused(Reason.ACCESS_DENIED, V2TestSigner.sign(request), all);
    }

    @Test
    void unsignedChunksAndHashesAreVerified() throws IOException {
        TestRequest chunks = put().header("date", DATE)
                .header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                .header("x-amz-decoded-content-length", "1")
                .body("1\r\na\r\n0\r\n\r\n");
        assertEquals(1, V2TestSigner.sign(chunks).accept(all).length);
        TestRequest announced = put().header("date", DATE)
                .header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", "1")
                .body("1\r\na\r\n0\r\n\r\n");
        assertEquals(1, V2TestSigner.sign(announced).accept(all).length);
        TestRequest hash = put().header("date", DATE)
                .header("x-amz-content-sha256", ExampleKeys.NOTHING_SHA256)
                .body("a");
        RefusalAssert.mismatch(ContentMismatch.Kind.PAYLOAD_SHA256, V2TestSigner.sign(hash), all);
    }

    @Test
    void formsOfBothVersions() {
        Map<String, String> fields = Map.of("signature", "a", "x-amz-signature", "b");
        AuthenticationException refusal =
                assertThrows(AuthenticationException.class, () -> all.authenticateForm(fields));
        assertEquals(Reason.INVALID_ARGUMENT, refusal.reason());
    }

    @Test
    void forms() {
        Map<String, String> form =
                Map.of("awsaccesskeyid", ExampleKeys.ID, "policy", "eyJ9", "signature", V2TestSigner.signature("eyJ9"));
        assertEquals(new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID), presignedOnly.authenticateForm(form));
        for (String name : form.keySet()) {
            var fields = new HashMap<>(form);
            fields.put(name, "eyJ8");
            AuthenticationException wrong =
                    assertThrows(AuthenticationException.class, () -> presignedOnly.authenticateForm(fields));
            assertEquals(
                    name.equals("awsaccesskeyid") ? Reason.UNKNOWN_ACCESS_KEY : Reason.SIGNATURE_MISMATCH,
                    wrong.reason());
            fields.remove(name);
            AuthenticationException missing =
                    assertThrows(AuthenticationException.class, () -> presignedOnly.authenticateForm(fields));
            assertEquals(Reason.INVALID_ARGUMENT, missing.reason(), name);
        }
    }
}
