package io.geckos.auth;

import static io.geckos.auth.testkit.RefusalAssert.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.RefusalAssert;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials in a presigned URL: each way in which they must be refused. */
class PresignedRefusalsTest {
    private static final String REQUIRED =
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature,"
                    + " X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";

    private final TestSigner signer = new TestSigner();

    private static TestRequest put() {
        return new TestRequest("PUT", "/bucket/key", "x-id=PutObject").header("host", "s3.example.com");
    }

    private TestRequest presigned(String expires) {
        return signer.presign(put(), expires);
    }

    private TestRequest edited(String from, String to) {
        TestRequest request = presigned("60");
        request.query = request.query.replaceFirst(from, to);
        return request;
    }

    @Test
    void theRequestTheyStartFromIsAccepted() throws IOException {
        TestRequest request = presigned("60").body("any body");
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID),
                request.authenticate(ExampleKeys.authenticator()).identity());
        assertEquals("any body", new String(request.accept(ExampleKeys.authenticator()), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "604801|X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be"
                        + " less than 604800 seconds",
                "9223372036854775807|X-Amz-Expires must be less than a week (in seconds); that is, the given"
                        + " X-Amz-Expires must be less than 604800 seconds",
                "9223372036854775808|X-Amz-Expires should be a number",
                "-1|X-Amz-Expires must be non-negative",
                "1h|X-Amz-Expires should be a number",
                "' 1'|X-Amz-Expires should be a number",
                "1.5|X-Amz-Expires should be a number",
                "''|X-Amz-Expires should be a number"
            })
    void expiryThatCannotBe(String expires, String message) {
        refused(Reason.QUERY_MALFORMED, message, presigned(expires));
    }

    @ParameterizedTest
    @CsvSource({"60, 60, false", "60, 61, true", "604800, 604800, false", "604800, 604801, true", "0, 0, true"})
    void expired(String expires, long secondsLater, boolean expired) {
        SignatureAuthenticator later = ExampleKeys.authenticatorAt(ExampleKeys.NOW.plusSeconds(secondsLater));
        if (expired) {
            AuthenticationException refusal = refused(Reason.EXPIRED, presigned(expires), later);
            assertEquals("Request has expired", refusal.getMessage());
            assertEquals(expires, refusal.details().get("X-Amz-Expires"));
        } else {
            presigned(expires).authenticate(later);
        }
    }

    @Test
    void notYetValid() {
        presigned("60").authenticate(ExampleKeys.authenticatorAt(ExampleKeys.NOW.minusSeconds(900)));
        AuthenticationException refusal = refused(
                Reason.EXPIRED, presigned("60"), ExampleKeys.authenticatorAt(ExampleKeys.NOW.minusSeconds(901)));
        assertEquals("Request is not yet valid", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Algorithm", "Credential", "Signature", "Date", "SignedHeaders", "Expires"})
    void missingParameters(String name) {
        refused(Reason.QUERY_MALFORMED, REQUIRED, edited("&X-Amz-" + name + "=[^&]*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Algorithm", "Credential", "Signature", "Date", "SignedHeaders", "Expires"})
    void duplicatedParameters(String name) {
        refused(Reason.QUERY_MALFORMED, edited("(&X-Amz-" + name + "=[^&]*)", "$1$1"));
        refused(Reason.QUERY_MALFORMED, edited("(&X-Amz-" + name + "=[^&]*)", "$1&x-amz-" + name + "=1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS4-HMAC-SHA256|AWS4-HMAC-SHA1|X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
                "AWS4-HMAC-SHA256|AWS4-ECDSA-P256-SHA256|X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"",
                "Date=20130524T000000Z|Date=2013-05-24|X-Amz-Date must be in the ISO8601 Long Format"
                        + " \"yyyyMMdd'T'HHmmss'Z'\"",
                "%2Fs3%2F|%2Fec2%2F|Error parsing the X-Amz-Credential parameter; incorrect service \"ec2\". This"
                        + " endpoint belongs to \"s3\".",
                "%2F20130524%2F|%2F20130523%2F|Invalid credential date \"20130523\". This date is not the same as"
                        + " X-Amz-Date: \"20130524\".",
                "SignedHeaders=host|SignedHeaders=host%3Bhost|X-Amz-SignedHeaders must be names of headers separated"
                        + " by semicolons",
                "SignedHeaders=host|SignedHeaders=host%0Ax|X-Amz-SignedHeaders must be names of headers separated by"
                        + " semicolons"
            })
    void malformed(String from, String to, String message) {
        refused(Reason.QUERY_MALFORMED, message, edited(from, to));
    }

    @Test
    void wrongRegionWhereOneIsConfigured() {
        SignatureAuthenticator european = new SignatureAuthenticator(
                ExampleKeys.STORE,
                Optional.of("eu-west-1"),
                SignatureV2Policy.OFF,
                Clock.fixed(ExampleKeys.NOW, ZoneOffset.UTC));
        AuthenticationException refusal = refused(Reason.QUERY_MALFORMED, presigned("60"), european);
        assertEquals(Map.of("Region", "eu-west-1"), refusal.details());
    }

    @Test
    void parametersInAnotherCaseAreTheSameParameters() throws IOException {
        TestRequest request = put();
        request.query = "x-amz-algorithm=AWS4-HMAC-SHA256&X-AMZ-CREDENTIAL="
                + TestSigner.encode(ExampleKeys.ID + "/" + ExampleKeys.SCOPE)
                + "&x-amz-date=20130524T000000Z&x-amz-expires=60&X-Amz-Signedheaders=host";
        signer.presignAgain(request, Set.of("host"));
        request.query = request.query.replace("X-Amz-Signature", "x-amz-signature");
        assertEquals(0, request.accept(ExampleKeys.authenticator()).length);
        refused(Reason.SIGNATURE_MISMATCH, edited("X-Amz-Date", "x-amz-date"));
        TestRequest token = put();
        token.query = "x-amz-security-token=token";
        refused(Reason.INVALID_TOKEN, token);
    }

    @Test
    void unknownKeyAndWrongSignature() {
        refused(Reason.UNKNOWN_ACCESS_KEY, edited(ExampleKeys.ID, "AKIAUNKNOWN"));
        refused(Reason.SIGNATURE_MISMATCH, edited("Signature=.*", "Signature=" + "0".repeat(64)));
        refused(Reason.SIGNATURE_MISMATCH, edited("Signature=.*", "Signature="));
    }

    @Test
    void headersThatTheUrlDoesNotSign() {
        refused(Reason.ACCESS_DENIED, presigned("60").header("x-amz-acl", "public-read"));
        refused(Reason.ACCESS_DENIED, presigned("60").header("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg=="));
        refused(Reason.ACCESS_DENIED, presigned("60").header("x-amz-security-token", "token"));
        refused(Reason.SIGNATURE_MISMATCH, presigned("60").header("x-amz-content-sha256", ExampleKeys.NOTHING_SHA256));
    }

    @Test
    void hostNotSigned() {
        TestRequest request = presigned("60");
        request.query = request.query.replaceFirst("SignedHeaders=.*", "SignedHeaders=range");
        refused(Reason.ACCESS_DENIED, signer.presignAgain(request.header("range", "bytes=0-1"), Set.of("range")));
    }

    @Test
    void sessionTokensAreNotIssuedHere() {
        TestRequest request = put();
        request.query = "X-Amz-Security-Token=token";
        refused(Reason.INVALID_TOKEN, signer.presign(request, "60"));
        TestRequest alone = put();
        alone.query = "X-Amz-Security-Token=token";
        refused(Reason.INVALID_TOKEN, alone);
    }

    @Test
    void thePayloadHashMayBeAParameterAndIsVerified() throws IOException {
        TestRequest request = put().body("body");
        request.query = "X-Amz-Content-Sha256=" + TestSigner.sha256(request.body);
        signer.presign(request, "60");
        assertEquals(4, request.accept(ExampleKeys.authenticator()).length);
        RefusalAssert.mismatch(Kind.PAYLOAD_SHA256, request.body("BODY"));
        refused(Reason.INVALID_REQUEST, request.header("x-amz-content-sha256", "UNSIGNED-PAYLOAD"));
    }

    @Test
    void thePayloadHashMayBeASignedHeaderAndIsVerified() throws IOException {
        TestRequest request = put().body("body");
        request.header("x-amz-content-sha256", TestSigner.sha256(request.body));
        signer.presign(request, "60");
        assertEquals(4, request.accept(ExampleKeys.authenticator()).length);
        RefusalAssert.mismatch(Kind.PAYLOAD_SHA256, request.body("BODY"));
    }

    @Test
    void signatureVersion2BesideVersion4() {
        refused(Reason.INVALID_ARGUMENT, edited("$", "&AWSAccessKeyId=a&Signature=b"));
    }
}
