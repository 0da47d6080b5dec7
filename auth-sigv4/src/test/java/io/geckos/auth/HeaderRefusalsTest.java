package io.geckos.auth;

import static io.geckos.auth.testkit.RefusalAssert.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Identity;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials in the Authorization header that are well written: each way in which they must be refused. */
class HeaderRefusalsTest {
    private static final String NO_DATE = "AWS authentication requires a valid Date or x-amz-date header";

    private final TestSigner signer = new TestSigner();

    private TestRequest signed() {
        return signer.sign(TestRequest.get());
    }

    @Test
    void theRequestTheyStartFromIsAccepted() {
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID),
                signed().authenticate(ExampleKeys.authenticator()).identity());
    }

    @Test
    void hostNotSigned() {
        TestRequest request = TestRequest.get()
                .header("x-amz-date", ExampleKeys.STAMP)
                .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        signer.sign(request, Set.of("x-amz-date"));
        AuthenticationException refusal = refused(Reason.ACCESS_DENIED, request);
        assertEquals("There were headers present in the request which were not signed", refusal.getMessage());
        assertEquals(Map.of("HeadersNotSigned", "host"), refusal.details());
    }

    @Test
    void hostNeitherSentNorSigned() {
        TestRequest request = signed().without("host");
        signer.sign(request, Set.of("x-amz-date"));
        refused(Reason.ACCESS_DENIED, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-amz-meta-color", "x-amz-acl", "x-amz-copy-source", "content-md5", "x-amz-date"})
    void headersThatMustBeSignedAndAreNot(String name) {
        TestRequest request = signed().header(name, "20130524T000000Z");
        TreeSet<String> names = new TreeSet<>(request.headers.keySet());
        names.remove(name);
        names.remove("authorization");
        AuthenticationException refusal = refused(Reason.ACCESS_DENIED, signer.sign(request, names));
        assertEquals(Map.of("HeadersNotSigned", name), refusal.details());
    }

    @Test
    void aPayloadHashThatIsNotAmongTheSignedHeadersIsCoveredAllTheSame() {
        TestRequest request = signed();
        signer.sign(request, Set.of("host", "x-amz-date"));
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID),
                request.authenticate(ExampleKeys.authenticator()).identity());
        refused(Reason.SIGNATURE_MISMATCH, request.header("x-amz-content-sha256", ExampleKeys.NOTHING_SHA256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization", "x-amz-date", "date", "x-amz-content-sha256", "x-amz-security-token"})
    void duplicatedHeaders(String name) {
        TestRequest request = TestRequest.get().header("date", "Fri, 24 May 2013 00:00:00 GMT");
        if (name.equals("x-amz-security-token")) {
            request.header(name, "token");
        }
        signer.sign(request);
        refused(Reason.INVALID_REQUEST, request.addHeader(name, request.header(name)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-901, 901})
    void clockOffByMoreThanFifteenMinutes(int seconds) {
        AuthenticationException refusal = refused(
                Reason.CLOCK_SKEWED, signed(), ExampleKeys.authenticatorAt(ExampleKeys.NOW.plusSeconds(seconds)));
        assertEquals(
                "The difference between the request time and the current time is too large.", refusal.getMessage());
        assertEquals("20130524T000000Z", refusal.details().get("RequestTime"));
        assertEquals("900000", refusal.details().get("MaxAllowedSkewMilliseconds"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-900, 900})
    void clockOffByFifteenMinutesIsAccepted(int seconds) {
        signed().authenticate(ExampleKeys.authenticatorAt(ExampleKeys.NOW.plusSeconds(seconds)));
    }

    @Test
    void noDate() {
        refused(Reason.ACCESS_DENIED, NO_DATE, signed().without("x-amz-date"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20130524",
                "2013-05-24T00:00:00Z",
                "20130524T000000",
                "20130532T000000Z",
                "20130230T000000Z",
                "20130524T250000Z",
                "Fri, 24 May 2013 00:00:00 GMT",
                "99999999999T000000Z",
                "+20130524T00000Z",
                "+120130524T000000Z"
            })
    void unreadableDate(String date) {
        refused(Reason.ACCESS_DENIED, NO_DATE, signer.sign(TestRequest.get().header("x-amz-date", date)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fri, 24 May 2013 00:00:00 GMT", "20130524T000000Z"})
    void dateInTheDateHeaderIsAccepted(String date) {
        TestRequest request = TestRequest.get().header("date", date).header("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        signer.sign(request, new TreeSet<>(request.headers.keySet())).authenticate(ExampleKeys.authenticator());
    }

    @Test
    void credentialsInHeaderAndQuery() {
        for (String query :
                new String[] {"X-Amz-Signature=0", "X-Amz-Algorithm=a", "X-Amz-Credential=c", "Signature=s"}) {
            TestRequest request = TestRequest.get();
            request.query = query;
            refused(Reason.INVALID_ARGUMENT, signer.sign(request));
        }
        TestRequest empty = TestRequest.get().header("authorization", "");
        empty.query = "X-Amz-Signature=0";
        refused(Reason.INVALID_ARGUMENT, empty);
    }

    @Test
    void unknownKey() {
        AuthenticationException refusal =
                refused(Reason.UNKNOWN_ACCESS_KEY, signed().edited("authorization", ExampleKeys.ID, "AKIAUNKNOWN"));
        assertEquals("The AWS Access Key Id you provided does not exist in our records.", refusal.getMessage());
        assertEquals(Map.of("AWSAccessKeyId", "AKIAUNKNOWN"), refusal.details());
    }

    @Test
    void unknownKeySignedWithNoSecret() {
        refused(
                Reason.UNKNOWN_ACCESS_KEY,
                new TestSigner("AKIAUNKNOWN", "", ExampleKeys.STAMP).sign(TestRequest.get()));
    }

    @Test
    void wrongSecret() {
        AuthenticationException refusal = refused(
                Reason.SIGNATURE_MISMATCH,
                new TestSigner(ExampleKeys.ID, "other", ExampleKeys.STAMP).sign(TestRequest.get()));
        assertEquals(
                "The request signature we calculated does not match the signature you provided."
                        + " Check your key and signing method.",
                refusal.getMessage());
        assertTrue(
                refusal.details().getOrDefault("StringToSign", "").startsWith("AWS4-HMAC-SHA256\n20130524T000000Z\n"));
        assertTrue(refusal.details().getOrDefault("CanonicalRequest", "").startsWith("GET\n/bucket/key\n\nhost:"));
    }

    @Test
    void signaturesThatAreNone() {
        String signature = signed().header("authorization").replaceFirst(".*Signature=", "");
        for (String wrong : new String[] {
            "", "0", signature.substring(1), signature + "0", "0".repeat(64), signature.toUpperCase(Locale.ROOT)
        }) {
            refused(Reason.SIGNATURE_MISMATCH, signed().edited("authorization", signature, wrong));
        }
    }

    @Test
    void sessionTokensAreNotIssuedHere() {
        AuthenticationException refusal =
                refused(Reason.INVALID_TOKEN, signer.sign(TestRequest.get().header("x-amz-security-token", "token")));
        assertEquals(Map.of("Token-0", "token"), refusal.details());
    }

    @Test
    void sessionTokensAreNotIgnoredWhenUnsignedOrAlone() {
        refused(Reason.ACCESS_DENIED, signed().header("x-amz-security-token", "token"));
        refused(Reason.INVALID_TOKEN, TestRequest.get().header("x-amz-security-token", "token"));
    }

    @Test
    void payloadHashMissing() {
        refused(
                Reason.INVALID_REQUEST,
                "Missing required header for this request: x-amz-content-sha256",
                signed().without("x-amz-content-sha256"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unsigned-payload",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85g",
                "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
                "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER",
                "STREAMING-UNSIGNED-PAYLOAD"
            })
    void payloadHashMalformed(String value) {
        AuthenticationException refusal =
                refused(Reason.INVALID_ARGUMENT, signer.sign(TestRequest.get().header("x-amz-content-sha256", value)));
        assertEquals("x-amz-content-sha256", refusal.details().get("ArgumentName"));
    }

    @Test
    void aSignatureOfYesterdayIsRefusedToday() {
        refused(Reason.CLOCK_SKEWED, signed(), ExampleKeys.authenticatorAt(ExampleKeys.NOW.plus(Duration.ofDays(1))));
    }
}
