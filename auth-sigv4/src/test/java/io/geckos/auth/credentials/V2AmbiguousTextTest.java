package io.geckos.auth.credentials;

import static io.geckos.auth.testkit.RefusalAssert.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.V2TestSigner;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.net.URLDecoder;
import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Version 2 signs is joined by line ends, colons and ampersands that nothing escapes: a value that holds one could be
 * read as something else that nobody signed.
 */
class V2AmbiguousTextTest {
    private static final String EXPIRES = String.valueOf(ExampleKeys.NOW.getEpochSecond() + 60);

    private final SignatureAuthenticator all = ExampleKeys.authenticator(SignatureV2Policy.ALL, ExampleKeys.NOW);

    /** A URL whose signature is that of {@code text}. */
    private static TestRequest presigned(String method, String query, String expires, String text) {
        String signature = URLEncoder.encode(V2TestSigner.signature(text), UTF_8);
        String credentials = "AWSAccessKeyId=" + ExampleKeys.ID + "&Expires=" + expires + "&Signature=" + signature;
        return new TestRequest(method, "/bucket/key", credentials + "&" + query).header("host", "s3.example.com");
    }

    @Test
    void aContentTypeIsNoDateAndNoCopySource() {
        String type = "\n2147483647\nx-amz-copy-source:/bucket/secret\nx-amz-date:a";
        String text = "PUT\n\n" + type + "\n" + EXPIRES + "\n/bucket/key";
        refused(Reason.INVALID_ARGUMENT, presigned("PUT", "", EXPIRES, text).header("content-type", type), all);
        TestRequest split = presigned("PUT", "x-amz-date=a%0A" + EXPIRES, "2147483647", text)
                .header("x-amz-copy-source", "/bucket/secret");
        AuthenticationException refusal = refused(Reason.INVALID_ARGUMENT, split, all);
        assertEquals("x-amz-date", refusal.details().get("ArgumentName"));
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, %0A5",
        "content-md5, %00",
        "x-amz-meta-a, b%0Ax-amz-meta-c:d",
        "x-amz-meta-a, %0D",
        "X-Amz-Security-Token, a%0A",
        "x-amz-meta-a%0Ab, c",
        "x-amz-meta-a:b, c",
        "x-amz-meta-%C3%A4, c",
        "versionId, a%0Ab",
        "response-content-disposition, a%7F",
    })
    void controlCharactersAreRefusedWhereverTheyAreSigned(String name, String value) {
        TestRequest request = presigned("GET", name + "=" + value, EXPIRES, "not asked for");
        AuthenticationException refusal = refused(Reason.INVALID_ARGUMENT, request, all);
        String named = String.valueOf(refusal.details().get("ArgumentName"));
        assertTrue(named.equalsIgnoreCase(URLDecoder.decode(name, UTF_8)), named);
    }

    @Test
    void controlCharactersInHeadersAreRefusedToo() {
        TestRequest request = new TestRequest("GET", "/bucket/key", "")
                .header("host", "s3.example.com")
                .header("date", "Fri, 24 May 2013 00:00:00 GMT");
        V2TestSigner.sign(request).authenticate(all);
        for (String name : new String[] {"x-amz-meta-a", "content-type", "content-md5"}) {
            TestRequest split = V2TestSigner.sign(request.copy().header(name, "a\nb"));
            refused(Reason.INVALID_ARGUMENT, split, all);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%26tagging", "a%26versionId=b", "a%26b%26response-expires=c", "%26acl"})
    void aValueThatReadsAsASecondParameterIsRefused(String value) {
        String name = "response-content-disposition";
        TestRequest request =
                new TestRequest("GET", "/bucket/key", name + "=" + value).header("host", "s3.example.com");
        AuthenticationException refusal = refused(Reason.INVALID_ARGUMENT, V2TestSigner.presign(request, EXPIRES), all);
        assertEquals(name, refusal.details().get("ArgumentName"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a%26b.txt", "%26", "a%26%26b", "attachment;%20filename=%22R%26D%20tagging.pdf%22", "a%09b"})
    void otherAmpersandsAreParts(String value) {
        TestRequest request = new TestRequest("GET", "/bucket/key", "response-content-disposition=" + value)
                .header("host", "s3.example.com");
        V2TestSigner.presign(request, EXPIRES).authenticate(all);
    }
}
