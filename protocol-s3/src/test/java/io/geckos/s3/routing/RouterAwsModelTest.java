package io.geckos.s3.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.traits.RequiredTrait;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The request that the AWS SDK makes of each operation means that operation here. */
class RouterAwsModelTest {
    /** What belongs to other services than buckets and objects: directory buckets, and functions behind access points. */
    private static final Set<String> ELSEWHERE =
            Set.of("createSession", "listDirectoryBuckets", "writeGetObjectResponse");

    private static final Set<MarshallLocation> PATHS = EnumSet.of(MarshallLocation.PATH, MarshallLocation.GREEDY_PATH);

    /** A value of each type but structures. */
    private static final Map<MarshallingType<?>, Object> VALUES = Map.of(
            MarshallingType.STRING,
            "some",
            MarshallingType.BOOLEAN,
            true,
            MarshallingType.INSTANT,
            Instant.EPOCH,
            MarshallingType.INTEGER,
            1,
            MarshallingType.LONG,
            1L,
            MarshallingType.LIST,
            List.of(),
            MarshallingType.MAP,
            Map.of());

    private final Router router = new Router(EnumSet.allOf(S3Action.class));

    @Test
    void eachRequestOfTheSdkMeansItsOperation() throws ReflectiveOperationException {
        Map<String, String> found = new TreeMap<>();
        for (Map.Entry<String, SdkHttpRequest> request : requests().entrySet()) {
            found.put(request.getKey(), resolve(request.getValue()));
        }
        assertTrue(found.size() > 90, "only " + found.keySet());
        Map<String, String> expected = found.keySet().stream()
                .collect(Collectors.toMap(operation -> operation, operation -> operation, (a, _) -> a, TreeMap::new));
        assertEquals(expected, found);
    }

    @Test
    void everyOperationIsOneOfTheSdkOrABrowsers() throws ReflectiveOperationException {
        Set<String> unknown = new TreeSet<>();
        for (S3Action action : S3Action.values()) {
            unknown.add(action.operation());
        }
        unknown.removeAll(requests().keySet());
        // The blocking client cannot select, only browsers ask beforehand and send forms, and directory buckets have
        // sessions.
        assertEquals(Set.of("CreateSession", "PostObject", "Preflight", "SelectObjectContent"), unknown);
    }

    private String resolve(SdkHttpRequest request) {
        List<String> path = List.of(request.encodedPath().substring(1).split("/", 2));
        ResourceType scope = path.getFirst().isEmpty()
                ? ResourceType.SERVICE
                : path.size() == 1 || path.getLast().isEmpty() ? ResourceType.BUCKET : ResourceType.OBJECT;
        Set<String> headers = request.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return router.resolve(
                        request.method().name(),
                        scope,
                        request.rawQueryParameters().keySet(),
                        headers)
                .operation();
    }

    /** What the SDK would send, by operation, with no more than each operation requires. */
    private static Map<String, SdkHttpRequest> requests() throws ReflectiveOperationException {
        Capture capture = new Capture();
        try (S3Client client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://localhost:1"))
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(capture))
                .build()) {
            for (Method method : S3Client.class.getMethods()) {
                Class<?>[] types = method.getParameterTypes();
                boolean operation = types.length > 0 && S3Request.class.isAssignableFrom(types[0]);
                boolean plain = types.length == 1 || (types.length == 2 && types[1] == RequestBody.class);
                boolean here = !ELSEWHERE.contains(method.getName())
                        && !method.getName().endsWith("Paginator");
                if (operation && plain && here) {
                    call(client, method, types);
                }
            }
        }
        return capture.requests;
    }

    private static void call(S3Client client, Method method, Class<?>[] types) throws ReflectiveOperationException {
        Object request = filled(types[0].getMethod("builder").invoke(null));
        try {
            if (types.length == 1) {
                method.invoke(client, request);
            } else {
                method.invoke(client, request, RequestBody.empty());
            }
        } catch (InvocationTargetException e) {
            assertTrue(hasCause(e, Captured.class), () -> method + ": " + e.getCause());
        }
    }

    private static boolean hasCause(Throwable e, Class<?> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** What {@code builder} makes with all that is required of it. */
    private static Object filled(Object builder) throws ReflectiveOperationException {
        for (SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
            if (isRequired(field)) {
                field.set(builder, value(field));
            }
        }
        Method build = builder.getClass().getMethod("build");
        build.setAccessible(true);
        return build.invoke(builder);
    }

    private static boolean isRequired(SdkField<?> field) {
        return field.containsTrait(RequiredTrait.class)
                || PATHS.contains(field.location())
                || field.memberName().equals("CopySource");
    }

    private static Object value(SdkField<?> field) throws ReflectiveOperationException {
        Object simple = VALUES.get(field.marshallingType());
        return simple == null ? filled(field.constructor().get()) : simple;
    }

    /** Keeps each request and lets none out. */
    private static final class Capture implements ExecutionInterceptor {
        private final Map<String, SdkHttpRequest> requests = new TreeMap<>();

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            requests.put(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), context.httpRequest());
            throw new Captured();
        }
    }

    private static final class Captured extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
