package io.geckos.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.contract.MemoryStorage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which refusal a client sees where several apply: the signature, the operation and its headers (501), the policy, the
 * bucket, then parameters and document, the key where it is read, and last the conditions.
 */
class OrderOfRefusalsTest {
    private static final List<String> WRONG = List.of(
            "partNumber=0",
            "max-keys=x",
            "max-uploads=x",
            "max-parts=x",
            "encoding-type=x",
            "continuation-token=x",
            "versionId=",
            "response-server=x");

    private final Client client = new Client();

    static Stream<S3Action> servedOnBuckets() {
        return new Operations(new S3Settings(Optional.empty(), List.of(), FakeAuthenticator.OWNER), new MemoryStorage())
                .served().stream()
                        .filter(action -> action.routes().getFirst().scope() != Scope.SERVICE)
                        .filter(action -> action != S3Action.CREATE_BUCKET && action != S3Action.POST_OBJECT);
    }

    @ParameterizedTest
    @MethodSource("servedOnBuckets")
    void aBucketThatIsNotThereIsToldOfFirst(S3Action action) {
        Route route = action.routes().getFirst();
        assertMissing(route, PipelineTest.uri(route));
        assertMissing(route, PipelineTest.uri(route), "x-amz-storage-class", "STANDARD");
        assertMissing(route, PipelineTest.uri(route), "if-match", "\"none\"");
        assertMissing(route, PipelineTest.uri(route), "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");
        if (route.method().equals("GET") || route.method().equals("HEAD")) {
            for (String parameter : WRONG) {
                String uri = PipelineTest.uri(route);
                String key = parameter.substring(0, parameter.indexOf('='));
                if (key.equals("versionId") && route.scope() == Scope.BUCKET) {
                    continue;
                }
                if (!uri.contains(key)) {
                    assertMissing(route, uri + (uri.contains("?") ? "&" : "?") + parameter);
                }
            }
        }
    }

    private void assertMissing(Route route, String uri, String... headers) {
        String[] all = Stream.concat(
                        route.headers().stream().flatMap(name -> Stream.of(name, "/none/source")),
                        Arrays.stream(headers))
                .toArray(String[]::new);
        Reply reply = client.send(route.method(), uri, "<Wrong/>".getBytes(UTF_8), all);
        if (!reply.error().equals("NotImplemented")) {
            assertEquals("NoSuchBucket", reply.error(), route.method() + " " + uri + " " + String.join(" ", headers));
        }
    }
}
