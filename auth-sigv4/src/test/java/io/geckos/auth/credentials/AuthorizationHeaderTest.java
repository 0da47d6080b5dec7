package io.geckos.auth.credentials;

import static io.geckos.auth.testkit.RefusalAssert.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written in the Authorization header: each form in which it must be refused. */
class AuthorizationHeaderTest {
    private static final String MALFORMED = "The authorization header is malformed; ";
    private static final String NO_SPACE = "Authorization header is invalid -- one and only one ' ' (space) required";

    private static TestRequest signed() {
        return new TestSigner().sign(TestRequest.get());
    }

    @Test
    void signatureVersion2() {
        refused(
                Reason.INVALID_REQUEST,
                TestRequest.get().header("authorization", "AWS " + ExampleKeys.ID + ":frJIUN8DYpKDtOLCwo//yllqDzg="));
        TestRequest request = TestRequest.get();
        request.query = "AWSAccessKeyId=" + ExampleKeys.ID + "&Expires=1&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D";
        refused(Reason.INVALID_REQUEST, request);
    }

    @Test
    void signatureVersion4WithEllipticCurves() {
        refused(
                Reason.INVALID_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
                signed().edited("authorization", "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"));
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer token, Unsupported Authorization Type",
        "Basic dXNlcjpwYXNz, Unsupported Authorization Type",
        "AWS4-HMAC-SHA512 x, Unsupported Authorization Type"
    })
    void unknownSchemes(String value, String message) {
        refused(Reason.INVALID_ARGUMENT, message, signed().header("authorization", value));
    }

    @Test
    void noScheme() {
        refused(Reason.INVALID_ARGUMENT, NO_SPACE, signed().header("authorization", "AWS4-HMAC-SHA256"));
    }

    @Test
    void anEmptyHeaderIsNoCredentials() {
        assertEquals(
                Identity.ANONYMOUS,
                TestRequest.get()
                        .header("authorization", "")
                        .authenticate(ExampleKeys.authenticator())
                        .identity());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/20130524/|/2013052/|incorrect date format \"2013052\". This date in the credential must be in the"
                        + " format \"yyyyMMdd\".",
                "/20130524/|/20130230/|incorrect date format \"20130230\". This date in the credential must be in the"
                        + " format \"yyyyMMdd\".",
                "/20130524/|/20130523/|Invalid credential date \"20130523\". This date is not the same as X-Amz-Date:"
                        + " \"20130524\".",
                "/s3/|/ec2/|incorrect service \"ec2\". This endpoint belongs to \"s3\".",
                "/aws4_request|/aws4_reques|incorrect terminal \"aws4_reques\". This endpoint uses \"aws4_request\".",
                "/us-east-1/|/us east/|a valid region must be provided in the credential.",
                "/us-east-1/|/|the Credential is mal-formed; expecting"
                        + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
            })
    void wrongScopes(String from, String to, String message) {
        refused(Reason.HEADER_MALFORMED, MALFORMED + message, signed().edited("authorization", from, to));
    }

    @Test
    void regionMayBeEmptyWhereNoneIsConfigured() {
        TestSigner regionless = new TestSigner(ExampleKeys.ID, ExampleKeys.SECRET, ExampleKeys.STAMP, "");
        TestRequest request = regionless.sign(new TestRequest("GET", "/bucket/key", "").header("host", "example"));
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID),
                request.authenticate(ExampleKeys.authenticator()).identity());
    }

    @Test
    void wrongRegionWhereOneIsConfigured() {
        SignatureAuthenticator european = new SignatureAuthenticator(
                ExampleKeys.STORE,
                Optional.of("eu-west-1"),
                SignatureV2Policy.OFF,
                Clock.fixed(ExampleKeys.NOW, ZoneOffset.UTC));
        AuthenticationException refusal = refused(Reason.HEADER_MALFORMED, signed(), european);
        assertEquals(MALFORMED + "the region 'us-east-1' is wrong; expecting 'eu-west-1'", refusal.getMessage());
        assertEquals(Map.of("Region", "eu-west-1"), refusal.details());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Credential=",
                "SignedHeaders=",
                "Signature=",
            })
    void missingComponents(String name) {
        TestRequest request = signed();
        String value = request.header("authorization").replaceFirst(",? " + name + "[^ ]*", "");
        refused(Reason.HEADER_MALFORMED, request.header("authorization", value.replace("SHA256,", "SHA256")));
    }

    @ParameterizedTest
    @ValueSource(strings = {", Signature=00", ", Other=1", ",", ", Credential"})
    void superfluousComponents(String more) {
        TestRequest request = signed();
        refused(Reason.HEADER_MALFORMED, request.header("authorization", request.header("authorization") + more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SignedHeaders=host;host;", "SignedHeaders=;", "SignedHeaders=Host;", "SignedHeaders=a b;"})
    void malformedSignedHeaders(String list) {
        refused(Reason.HEADER_MALFORMED, signed().edited("authorization", "SignedHeaders=", list));
    }
}
