package io.geckos.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.auth.credentials.CanonicalRequest;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.auth.signature.SigningKeyCache;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceSignatureAuthenticatorTest {
    private static final byte[] BODY = "Action=ListUsers&Version=2010-05-08".getBytes(UTF_8);

    private final ServiceSignatureAuthenticator authenticator =
            new ServiceSignatureAuthenticator(ExampleKeys.STORE, Clock.fixed(ExampleKeys.NOW, ZoneOffset.UTC));

    /** The example of AWS's documentation, whose body nobody wrote: {@code GET} of ListUsers. */
    @Test
    void signatureOfADocumentedExampleHolds() {
        CredentialScope scope = new CredentialScope("AKIDEXAMPLE", "20150830", "us-east-1", "iam");
        Credential credential =
                new Credential(ExampleKeys.OWNER, "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        String signed = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n"
                + "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
        assertEquals(
                "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
                HexFormat.of()
                        .formatHex(new SigningKeyCache().get(credential, scope).sign(signed)));
    }

    private static TestRequest signed(String service, byte[] body) {
        return signed(service, "any-region", body);
    }

    private static TestRequest signed(String service, String region, byte[] body) {
        TestRequest request = new TestRequest("POST", "/", "")
                .header("host", "127.0.0.1:9000")
                .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("x-amz-date", ExampleKeys.STAMP);
        CredentialScope scope = new CredentialScope(ExampleKeys.ID, "20130524", region, service);
        SigningTime time = SigningTime.parse(ExampleKeys.STAMP).orElseThrow();
        LinkedHashSet<String> headers = new LinkedHashSet<>(List.of("content-type", "host", "x-amz-date"));
        SignatureClaim claim = new SignatureClaim(scope, time, headers, TestSigner.sha256(body), "");
        String text = claim.signedText(CanonicalRequest.of(request.onTheWire(), CanonicalQuery.parse(""), claim))
                .texts()
                .getFirst();
        Credential credential = new Credential(ExampleKeys.OWNER, ExampleKeys.ID, ExampleKeys.SECRET);
        String signature = HexFormat.of()
                .formatHex(new SigningKeyCache().get(credential, scope).sign(text));
        return request.header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + ExampleKeys.ID + "/" + scope.scopeText()
                        + ", SignedHeaders=content-type;host;x-amz-date, Signature=" + signature);
    }

    private void refused(Reason reason, TestRequest request, byte[] body) {
        AuthenticationException refusal = assertThrows(
                AuthenticationException.class, () -> authenticator.authenticate(request.onTheWire(), body, "iam"));
        assertEquals(reason, refusal.reason(), refusal::getMessage);
    }

    @Test
    void signatureCoversTheBodyWithoutAHeaderForIt() {
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID),
                authenticator.authenticate(signed("iam", BODY).onTheWire(), BODY, "iam"));
        refused(Reason.SIGNATURE_MISMATCH, signed("iam", BODY), "Action=DeleteUser".getBytes(UTF_8));
    }

    @Test
    void regionMayBeEmpty() {
        assertEquals(
                new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID),
                authenticator.authenticate(signed("iam", "", BODY).onTheWire(), BODY, "iam"));
    }

    @Test
    void signaturesForOtherServicesAreRefused() {
        refused(Reason.HEADER_MALFORMED, signed("s3", BODY), BODY);
        refused(Reason.HEADER_MALFORMED, signed("sts", BODY), BODY);
        TestRequest renamed = signed("sts", BODY).edited("authorization", "/sts/", "/iam/");
        refused(Reason.SIGNATURE_MISMATCH, renamed, BODY);
    }

    @Test
    void requestsWithoutCredentialsAreRefused() {
        refused(Reason.NO_CREDENTIALS, signed("iam", BODY).without("authorization"), BODY);
        refused(Reason.NO_CREDENTIALS, signed("iam", BODY).header("authorization", ""), BODY);
        refused(Reason.INVALID_ARGUMENT, signed("iam", BODY).header("authorization", "Bearer x"), BODY);
        refused(Reason.UNKNOWN_ACCESS_KEY, signed("iam", BODY).edited("authorization", ExampleKeys.ID, "AKIAX"), BODY);
    }

    @Test
    void tokensOfNoSessionAreRefused() {
        // Not signed, although the server would obey it.
        refused(Reason.ACCESS_DENIED, signed("iam", BODY).header("x-amz-security-token", "token"), BODY);
    }

    @Test
    void requestsOfYesterdayAreRefused() {
        ServiceSignatureAuthenticator later = new ServiceSignatureAuthenticator(
                ExampleKeys.STORE, Clock.fixed(ExampleKeys.NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC));
        AuthenticationException refusal = assertThrows(
                AuthenticationException.class,
                () -> later.authenticate(signed("iam", BODY).onTheWire(), BODY, "iam"));
        assertEquals(Reason.CLOCK_SKEWED, refusal.reason());
    }
}
