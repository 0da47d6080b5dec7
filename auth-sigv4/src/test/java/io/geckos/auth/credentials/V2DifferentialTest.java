package io.geckos.auth.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.auth.SignatureAuthenticator;
import io.geckos.auth.SignatureV2Policy;
import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.V2TestSigner;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.Identity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests, signed by another implementation of Version 2: what it signs is accepted. */
class V2DifferentialTest {
    private static final Identity OWNER = new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID);
    private static final List<String> PARAMETERS = List.of(
            "acl",
            "uploads",
            "prefix=a%20b",
            "versionId=null",
            "response-content-disposition=",
            "response-content-type=",
            "partNumber=3",
            "uploadId=a%2Fb%3D",
            "marker=x",
            "x-id=GetObject",
            "tagging",
            "object-lock");
    private static final List<String> HEADERS = List.of(
            "content-type",
            "content-md5",
            "x-amz-acl",
            "x-amz-meta-title",
            "x-amz-meta-a",
            "x-amz-copy-source",
            "range");
    private static final String TEXT = "aZ0 ~-_.*'()!/+=&?%:;,@\"\u00fc\u4e2d";

    private final SignatureAuthenticator authenticator =
            ExampleKeys.authenticator(SignatureV2Policy.ALL, ExampleKeys.NOW);
    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnotherSignerSigns(boolean presigned) {
        for (int i = 0; i < 2000; i++) {
            boolean hosted = random.nextBoolean();
            TestRequest request = request(hosted);
            if (presigned) {
                String resource = (hosted ? "/bucket" : "") + request.path;
                V2TestSigner.presign(
                        request, String.valueOf(ExampleKeys.NOW.getEpochSecond() + random.nextInt(1000)), resource);
            } else if (!hosted) {
                V2TestSigner.sign(request.header("date", "Fri, 24 May 2013 00:10:00 GMT"));
            } else {
                continue;
            }
            SignedRequest wire = new SignedRequest(
                    request.method,
                    request.path,
                    request.query,
                    request.headers,
                    hosted ? Optional.of("bucket") : Optional.empty());
            assertEquals(OWNER, authenticator.authenticate(wire).identity(), wire::toString);
        }
    }

    private TestRequest request(boolean hosted) {
        StringBuilder query = new StringBuilder();
        for (String parameter : PARAMETERS) {
            if (random.nextInt(4) == 0) {
                String value = parameter.endsWith("=") ? encode(text()) : "";
                query.append(query.isEmpty() ? "" : "&").append(parameter).append(value);
            }
        }
        String key = encode(text()).replace("%2F", "/");
        TestRequest request = new TestRequest(
                List.of("GET", "PUT", "DELETE", "HEAD").get(random.nextInt(4)),
                (hosted ? "/" : "/bucket/") + key,
                query.toString());
        for (String header : HEADERS) {
            if (random.nextInt(3) == 0) {
                request.header(header, text().replaceAll("[^ -~]", "x").strip());
            }
        }
        return request;
    }

    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(TEXT.charAt(random.nextInt(TEXT.length())));
        }
        return text.append('t').toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
