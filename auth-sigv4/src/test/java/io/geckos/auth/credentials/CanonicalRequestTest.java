package io.geckos.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.CredentialScope;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.SignatureClaim;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text that is signed, for what clients spell in several ways. */
class CanonicalRequestTest {
    private static String of(TestRequest request, String... signedHeaders) {
        CredentialScope scope = new CredentialScope(ExampleKeys.ID, "20130524", "us-east-1");
        SigningTime time = SigningTime.parse(ExampleKeys.STAMP).orElseThrow();
        Set<String> names = new LinkedHashSet<>(List.of(signedHeaders));
        SignatureClaim claim = new SignatureClaim(scope, time, names, "UNSIGNED-PAYLOAD", "");
        return CanonicalRequest.of(request.onTheWire(), CanonicalQuery.parse(request.query), claim);
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/b/a%20b/a+b, /b/a%20b/a%2Bb",
        "/b/%c3%bc/%E4%B8%AD, /b/%C3%BC/%E4%B8%AD",
        "/b/!*'()~=&:@$;, /b/%21%2A%27%28%29~%3D%26%3A%40%24%3B",
        "/b/%21%2A%27%28%29%7E%3D%26%3A, /b/%21%2A%27%28%29~%3D%26%3A",
        "/b/100%25, /b/100%25",
        "/b/100%, /b/100%",
        "/b/%2, /b/%2",
        "/b/%zz%41, /b/%zzA",
        "//a//./../b/, //a//./../b/",
        "/b/a%2fb, /b/a%2Fb",
        "/b/ü, /b/%C3%BC",
        "/b/🦎, /b/%F0%9F%A6%8E"
    })
    void paths(String raw, String canonical) {
        assertEquals(
                canonical, of(new TestRequest("GET", raw, "")).lines().toList().get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "b=2&a=1 a=1&b=2",
                "a=2&a=1&a=&A=3 A=3&a=&a=1&a=2",
                "acl&b= acl=&b=",
                "&&a=1&& a=1",
                "=1 =1",
                "a=b+c&d=e%2Bf&g=%20 a=b%20c&d=e%2Bf&g=%20",
                "k=1&k-x=2&k.y=3&k0=4 k=1&k-x=2&k.y=3&k0=4",
                "k=%c3%bc~!*'()&l=a=b&m=a:b/c k=%C3%BC~%21%2A%27%28%29&l=a%3Db&m=a%3Ab%2Fc",
                "a=1&X-Amz-Signature=abc a=1"
            })
    void queries(String raw, String canonical) {
        assertEquals(
                canonical, of(new TestRequest("GET", "/", raw)).lines().toList().get(2));
    }

    @Test
    void headers() {
        TestRequest request = new TestRequest("PUT", "/", "")
                .header("host", "a:9000")
                .header("x-amz-meta-s", "  a   b \t c  ")
                .addHeader("x-amz-meta-s", "d")
                .header("x-amz-meta-empty", " ");
        assertEquals("""
                PUT
                /

                host:a:9000
                x-amz-meta-empty:
                x-amz-meta-s:a b c,d

                host;x-amz-meta-empty;x-amz-meta-gone;x-amz-meta-s
                UNSIGNED-PAYLOAD""", of(request, "host", "x-amz-meta-empty", "x-amz-meta-gone", "x-amz-meta-s"));
    }
}
