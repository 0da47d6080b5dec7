package io.geckos.auth;

import static io.geckos.auth.testkit.RefusalAssert.refused;

import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.security.AuthenticationException.Reason;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A signature holds for the request it was made for, and no other. */
class ReusedSignatureTest {
    private final TestSigner signer = new TestSigner();

    private static TestRequest request() {
        return new TestRequest("GET", "/bucket/a%20b", "list-type=2&prefix=p%2Fq")
                .header("host", "s3.example.com")
                .header("x-amz-meta-color", "red");
    }

    private void refusedAfter(Consumer<TestRequest> change) {
        TestRequest signed = signer.sign(request());
        signed.authenticate(ExampleKeys.authenticator());
        change.accept(signed);
        refused(Reason.SIGNATURE_MISMATCH, signed);
        TestRequest presigned = signer.presign(request(), "60");
        presigned.authenticate(ExampleKeys.authenticator());
        change.accept(presigned);
        refused(Reason.SIGNATURE_MISMATCH, presigned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "get", "POST"})
    void withAnotherMethod(String method) {
        refusedAfter(request -> request.method = method);
    }

    @ParameterizedTest
    @CsvSource({
        "/b/a%2Fb, /b/a/b",
        "/b/a/b, /b/a%2Fb",
        "/b/a//b, /b/a/b",
        "/b/a/b, /b/a//b",
        "/b/a/b, //b/a/b",
        "/b/a/b, /b/a/./b",
        "/b/a/b, /b/c/../a/b",
        "/b/a/b, /b/a/b/",
        "/b/a;v=1, /b/a",
        "/b/a, /b/a;v=1",
        "/b/a+b, /b/a%20b",
        "/b/a%20b, /b/a+b",
        "/b/a%2Bb, /b/a%20b",
        "/b/a%252Fb, /b/a%2Fb",
        "/b/a%00b, /b/a",
        "/b/a%25zz, /b/a%zz",
        "/b/%C3%A9, /b/e%CC%81"
    })
    void withAnotherPath(String signedPath, String sentPath) {
        for (boolean inHeader : new boolean[] {true, false}) {
            TestRequest request = request();
            request.path = signedPath;
            TestRequest signed = inHeader ? signer.sign(request) : signer.presign(request, "60");
            signed.authenticate(ExampleKeys.authenticator());
            signed.path = sentPath;
            refused(Reason.SIGNATURE_MISMATCH, signed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/b/a~b, /b/a%7Eb",
        "/b/a+b, /b/a%2Bb",
        "/b/a*b, /b/a%2Ab",
        "/b/a;b, /b/a%3bb",
        "/b/a=b@c:d, /b/a%3Db%40c%3Ad",
        "/b/%61, /b/a",
        "/b/a%2e, /b/a.",
        "/b/%c3%a9, /b/%C3%A9"
    })
    void inAnotherSpellingOfTheSamePathIsAccepted(String signedPath, String sentPath) {
        TestRequest request = request();
        request.path = signedPath;
        signer.sign(request).authenticate(ExampleKeys.authenticator());
        request.path = sentPath;
        request.authenticate(ExampleKeys.authenticator());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list-type=2",
                "list-type=2&prefix=p",
                "list-type=2&prefix=p%2Fq&delete",
                "list-type=2&prefix=p%2Fq&prefix=p%2Fq",
                "list-type=2&prefix=p%252Fq",
                "list-type=2&Prefix=p%2Fq",
                "list-type=1&prefix=p%2Fq",
                ""
            })
    void withAnotherQuery(String query) {
        refusedAfter(request -> request.query = request.query.replace("list-type=2&prefix=p%2Fq", query));
    }

    @Test
    void withOtherHeaders() {
        refusedAfter(request -> request.header("x-amz-meta-color", "blue"));
        refusedAfter(request -> request.header("x-amz-meta-color", ""));
        refusedAfter(request -> request.addHeader("x-amz-meta-color", "red"));
        refusedAfter(request -> request.without("x-amz-meta-color"));
        refusedAfter(request -> request.header("host", "s3.example.org"));
        refusedAfter(request -> request.header("host", "s3.example.com:9000"));
        refusedAfter(request -> request.without("host"));
    }

    @Test
    void withoutASignedHeaderThatWasEmpty() {
        TestRequest request = signer.sign(request().header("x-amz-meta-color", ""));
        request.authenticate(ExampleKeys.authenticator());
        refused(Reason.SIGNATURE_MISMATCH, request.without("x-amz-meta-color"));
    }

    @Test
    void withOneMoreAmzHeader() {
        refused(Reason.ACCESS_DENIED, signer.sign(request()).header("x-amz-acl", "public-read"));
        refused(Reason.ACCESS_DENIED, signer.presign(request(), "60").header("x-amz-meta-size", "1"));
    }

    @Test
    void withAnotherDayRegionOrTime() {
        TestRequest request = signer.sign(request());
        refused(Reason.SIGNATURE_MISMATCH, request.copy().header("x-amz-date", "20130524T000001Z"));
        String region = request.header("authorization").replace("us-east-1", "us-east-2");
        refused(Reason.SIGNATURE_MISMATCH, request.copy().header("authorization", region));
    }

    @Test
    void presignedWithALongerLife() {
        TestRequest request = signer.presign(request(), "60");
        request.query = request.query.replace("X-Amz-Expires=60", "X-Amz-Expires=604800");
        refused(Reason.SIGNATURE_MISMATCH, request);
    }

    @Test
    void fromTheHeaderInAPresignedUrl() {
        TestRequest signed = signer.sign(request());
        String signature = signed.header("authorization").replaceFirst(".*Signature=", "");
        TestRequest presigned = signer.presign(request(), "60");
        presigned.query = presigned.query.replaceFirst("Signature=.*", "Signature=" + signature);
        refused(Reason.SIGNATURE_MISMATCH, presigned);
    }

    @Test
    void whiteSpaceInAHeaderIsFoldedAsClientsFoldIt() {
        TestRequest request = signer.sign(request().header("x-amz-meta-color", "a b,c d"));
        request.header("x-amz-meta-color", "  a \t  b  ").addHeader("x-amz-meta-color", " c  d");
        request.authenticate(ExampleKeys.authenticator());
    }
}
