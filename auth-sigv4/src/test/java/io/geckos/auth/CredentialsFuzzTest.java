package io.geckos.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.auth.testkit.ExampleKeys;
import io.geckos.auth.testkit.TestRequest;
import io.geckos.auth.testkit.TestSigner;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the credentials look like: they hold, or they are refused; never anything else. */
class CredentialsFuzzTest {
    private static final String[] PIECES = {
        "",
        " ",
        ",",
        ";",
        "/",
        "=",
        "&",
        "%",
        "%2F",
        "%00",
        "%zz",
        "+",
        "\t",
        "\0",
        "é",
        "\ud800",
        "0",
        "-1",
        "99999999999",
        "AWS4-HMAC-SHA256",
        "Credential=",
        "SignedHeaders=",
        "Signature=",
        "host",
        "X-Amz-Date=",
        "X-Amz-Expires=",
        "20130524T000000Z",
        "99990101T000000Z",
        "aws4_request",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "UNSIGNED-PAYLOAD"
    };

    private final Random random = new Random(604_800);
    private final TestSigner signer = new TestSigner();
    private final SignatureAuthenticator authenticator = ExampleKeys.authenticator();

    private String damaged(String text) {
        String piece = PIECES[random.nextInt(PIECES.length)];
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(4) * random.nextInt(30));
        return text.substring(0, from) + piece + text.substring(random.nextBoolean() ? from : to);
    }

    private TestRequest request() {
        TestRequest request = new TestRequest("PUT", "/bucket/a%20key", "list-type=2&prefix=a%2Fb")
                .header("host", "s3.example.com")
                .header("x-amz-meta-a", "1");
        return random.nextBoolean() ? signer.sign(request) : signer.presign(request, "60");
    }

    private void damage(TestRequest request) {
        List<String> names = new ArrayList<>(request.headers.keySet());
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> request.query = damaged(request.query);
            case 1 -> request.path = "/" + damaged(request.path);
            case 2 -> request.header(name, damaged(request.header(name)));
            default -> request.addHeader(name, damaged(request.header(name)));
        }
    }

    @Test
    void requests() {
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            TestRequest request = request();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                damage(request);
            }
            try {
                assertTrue(request.authenticate(authenticator).payload() != null);
            } catch (AuthenticationException e) {
                refused++;
                assertTrue(!e.getMessage().contains(ExampleKeys.SECRET)
                        && !e.details().containsValue(ExampleKeys.SECRET));
            }
        }
        assertTrue(refused > 15_000, refused + " refused");
    }

    @Test
    void forms() {
        for (int i = 0; i < 10_000; i++) {
            Map<String, String> fields = new HashMap<>(Map.of(
                    "policy",
                    "e30=",
                    "x-amz-algorithm",
                    "AWS4-HMAC-SHA256",
                    "x-amz-credential",
                    ExampleKeys.ID + "/" + ExampleKeys.SCOPE,
                    "x-amz-date",
                    ExampleKeys.STAMP,
                    "x-amz-signature",
                    signer.hex("e30=")));
            assertEquals(new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID), authenticator.authenticateForm(fields));
            List<String> names = new ArrayList<>(fields.keySet());
            String name = names.get(random.nextInt(names.size()));
            String value = fields.getOrDefault(name, "");
            fields.put(name, damaged(value));
            try {
                Identity identity = authenticator.authenticateForm(fields);
                assertEquals(new Identity.Known(ExampleKeys.OWNER, ExampleKeys.ID), identity);
                assertTrue(value.equals(fields.get(name)) || name.equals("x-amz-date"), name);
            } catch (AuthenticationException e) {
                assertTrue(!e.getMessage().contains(ExampleKeys.SECRET));
            }
        }
    }
}
