package io.geckos.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.DenialLog;
import io.geckos.access.store.AccountStore;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Identity;
import io.geckos.iam.IamService;
import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests at the S3 port are for IAM and STS. */
class IamEndpointTest {
    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final IamEndpoint endpoint = new IamEndpoint(
            new IamService(
                    (_, _, _) -> new Identity.Known(OWNER, "key"),
                    new AccountStore(
                            new MemoryStorage().documents(), OWNER, List.of(), Clock.systemUTC(), Optional.empty()),
                    false,
                    Clock.systemUTC(),
                    new DenialLog(Clock.systemUTC())),
            List.of("s3.example.com"));

    private Optional<S3Response> ask(String method, String path, String query, String type, String host) {
        return ask(method, path, query, Map.of("content-type", List.of(type), "host", List.of(host)), _ -> true);
    }

    private Optional<S3Response> ask(
            String method, String path, String query, Map<String, List<String>> headers, RequestMemory memory) {
        byte[] body = "Action=GetCallerIdentity&Version=2011-06-15".getBytes(UTF_8);
        return endpoint.answer(new S3Request(
                "ID",
                method,
                path,
                query,
                headers,
                new ByteArrayInputStream(body),
                RequestOrigin.plain("127.0.0.1"),
                memory));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, '', application/x-www-form-urlencoded, localhost",
        "POST, /, '', application/x-www-form-urlencoded; charset=utf-8, s3.example.com:9000",
        "POST, /, '', APPLICATION/X-WWW-FORM-URLENCODED, 127.0.0.1:9000",
        "POST, /, '', application/x-www-form-urlencoded ;charset=UTF-8, 127.0.0.1:9000",
        "POST, /, '', application/x-www-form-urlencoded, elsewhere.example.com"
    })
    void formsAtTheRootAreForIam(String method, String path, String query, String type, String host) {
        S3Response response = ask(method, path, query, type, host).orElseThrow();
        assertEquals(200, response.status());
        assertEquals("text/xml", response.headers().get("Content-Type"));
        assertEquals(Optional.of("GetCallerIdentity"), response.facts().operation());
        assertEquals("root", response.facts().caller().orElseThrow().holder().text());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, '', application/x-www-form-urlencoded, localhost",
        "PUT, /, '', application/x-www-form-urlencoded, localhost",
        "POST, /bucket, '', application/x-www-form-urlencoded, localhost",
        "POST, //, '', application/x-www-form-urlencoded, localhost",
        "POST, /, delete, application/x-www-form-urlencoded, localhost",
        "POST, /, '', multipart/form-data, localhost",
        "POST, /, '', application/x-www-form-urlencoded2, localhost",
        "POST, /, '', 'text/plain,application/x-www-form-urlencoded', localhost",
        "POST, /, '', '', localhost",
        "POST, /, '', application/x-www-form-urlencoded, bucket.s3.example.com",
        "POST, /, '', application/x-www-form-urlencoded, bucket.S3.example.com:9000"
    })
    void everythingElseIsForS3(String method, String path, String query, String type, String host) {
        assertEquals(Optional.empty(), ask(method, path, query, type, host));
    }

    @Test
    void requestsForWhichThereIsNoMemoryAreToldToComeAgain() {
        S3Response response = ask("POST", "/", "", Map.of("content-type", List.of(FORM)), _ -> false)
                .orElseThrow();
        assertEquals(503, response.status());
        assertTrue(response.facts().errorCode().equals(Optional.of("Throttling")));
    }
}
