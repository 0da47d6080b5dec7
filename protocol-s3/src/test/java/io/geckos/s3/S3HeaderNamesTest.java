package io.geckos.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.access.S3PolicyChecker;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.routing.Route;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.UntouchableStorage;
import io.geckos.s3.wire.S3HeaderNames;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * The headers S3 knows, as the API model in the AWS SDK for Java has them: each is either understood by the operation it
 * belongs to or refused, and none is missing from the list.
 */
class S3HeaderNamesTest {
    private static final OperationRegistry OPERATIONS =
            new OperationRegistry(S3Settings.of(FakeAuthenticator.OWNER), new MemoryStorage(), new S3PolicyChecker());

    /** By operation, the lower-case names of the headers its requests may carry that begin with {@code x-amz-}. */
    private static final Map<String, Set<String>> MODEL = model();

    private final UntouchableStorage storage = new UntouchableStorage();
    private final ServiceClient client = new ServiceClient(storage, ServiceClient.KNOWN_ONLY);

    static Stream<S3Action> served() {
        return OPERATIONS.served().stream();
    }

    @Test
    void theListHasAllThatTheModelHas() {
        Set<String> known = new TreeSet<>();
        MODEL.values().forEach(known::addAll);
        known.remove(S3HeaderNames.METADATA_PREFIX);
        assertEquals(known, new TreeSet<>(S3HeaderNames.ALL));
    }

    @ParameterizedTest
    @MethodSource("served")
    void whatTheModelHasIsUnderstoodOrRefused(S3Action action) {
        Route route = action.routes().getFirst();
        for (String header : MODEL.getOrDefault(action.operation(), Set.of())) {
            if (!isUnderstood(action, header)) {
                String name = header.equals(S3HeaderNames.METADATA_PREFIX) ? header + "a" : header;
                String error = send(route, name).error();
                assertEquals(
                        name.startsWith("x-amz-grant-") ? "AccessControlListNotSupported" : "NotImplemented",
                        error,
                        action + " with " + name);
            }
        }
        storage.assertUntouched();
    }

    @ParameterizedTest
    @MethodSource("served")
    void whatMeansSomethingElsewhereIsNotLostByWrites(S3Action action) {
        Route route = action.routes().getFirst();
        if (!Set.of("GET", "HEAD").contains(route.method())) {
            for (String header : S3HeaderNames.ALL) {
                if (!isUnderstood(action, header) && !header.equals(S3HeaderNames.COPY_SOURCE)) {
                    assertFalse(send(route, header).error().isEmpty(), action + " with " + header);
                }
            }
        }
        storage.assertUntouched();
    }

    private ServiceReply send(Route route, String header) {
        String[] headers = Stream.concat(
                        route.headers().stream().flatMap(name -> Stream.of(name, "/bucket/source")),
                        Stream.of(header, "1"))
                .toArray(String[]::new);
        // Whether lists are taken is a matter of the bucket, which is asked for first.
        ServiceClient to = header.startsWith("x-amz-grant-") ? ServiceClient.withBucket() : client;
        return to.send(route.method(), PipelineTest.uri(route), headers);
    }

    private static boolean isUnderstood(S3Action action, String header) {
        SupportedParameters accepts = OPERATIONS.serving(action).accepts();
        return accepts.headers().contains(header)
                || accepts.headers().contains(header + "*")
                || SupportedParameters.COMMON_HEADERS.contains(header)
                || action.routes().stream().anyMatch(route -> route.headers().contains(header))
                || (action == S3Action.POST_OBJECT && header.startsWith("x-amz-checksum-"));
    }

    private static Map<String, Set<String>> model() {
        Map<String, Set<String>> model = new TreeMap<>();
        Arrays.stream(S3Client.class.getMethods())
                .filter(method -> method.getParameterCount() >= 1)
                .map(method -> method.getParameterTypes()[0])
                .filter(type -> S3Request.class.isAssignableFrom(type))
                .distinct()
                .forEach(type -> model.put(type.getSimpleName().replaceFirst("Request$", ""), headers(type)));
        model.remove("WriteGetObjectResponse");
        return model;
    }

    private static Set<String> headers(Class<?> request) {
        try {
            Object builder = request.getMethod("builder").invoke(null);
            return ((SdkPojo) builder)
                    .sdkFields().stream()
                            .filter(field -> field.location() == MarshallLocation.HEADER)
                            .map(field -> field.locationName().toLowerCase(Locale.ROOT))
                            .filter(name -> name.startsWith("x-amz-"))
                            .collect(Collectors.toCollection(TreeSet::new));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(request + " has no builder", e);
        }
    }
}
