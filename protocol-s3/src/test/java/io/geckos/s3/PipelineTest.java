package io.geckos.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.access.S3PolicyChecker;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.s3.access.CorsFilterTest;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.AuthenticatedRequest;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.form.PostObjectTest;
import io.geckos.s3.routing.ResourceType;
import io.geckos.s3.routing.Route;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.UntouchableStorage;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No request gets anywhere but through the pipeline. */
public class PipelineTest {
    private static final Set<S3Action> SERVED = new OperationRegistry(
                    S3Settings.of(FakeAuthenticator.OWNER), untouchable(), new S3PolicyChecker())
            .served();

    private final UntouchableStorage storage = untouchable();
    private final ServiceClient client = new ServiceClient(storage, ServiceClient.KNOWN_ONLY);

    private static UntouchableStorage untouchable() {
        return new UntouchableStorage(EnumSet.allOf(StorageCapability.class));
    }

    static Stream<S3Action> unserved() {
        return EnumSet.complementOf(EnumSet.copyOf(SERVED)).stream().filter(action -> action != S3Action.PREFLIGHT);
    }

    /** All but what browsers ask without credentials; see {@link CorsFilterTest}. */
    static Stream<S3Action> signed() {
        return EnumSet.complementOf(EnumSet.of(S3Action.PREFLIGHT)).stream();
    }

    static Stream<S3Action> served() {
        return SERVED.stream();
    }

    static Stream<S3Action> servedOnBuckets() {
        return served().filter(action -> action.routes().getFirst().scope() != ResourceType.SERVICE);
    }

    @ParameterizedTest
    @MethodSource("signed")
    void forgedCredentialsReachNoOperation(S3Action action) {
        for (Route route : action.routes()) {
            ServiceReply reply = client.send(route.method(), uri(route), headers(route, "authorization", "forged"));
            assertEquals(403, reply.status());
            assertEquals("SignatureDoesNotMatch", reply.error());
        }
        assertEquals(action.routes().size(), client.authenticator.calls());
        storage.assertUntouched();
    }

    /** A form says in its body what it asks for; {@link PostObjectTest} sends some. */
    static Stream<S3Action> servedByHeaders() {
        return served().filter(action -> action != S3Action.POST_OBJECT);
    }

    @ParameterizedTest
    @MethodSource("servedByHeaders")
    void whatThePolicyDeniesIsNotDone(S3Action action) {
        for (Route route : action.routes()) {
            ServiceReply reply = client.sendAnonymously(route.method(), uri(route), headers(route));
            assertEquals(403, reply.status());
            assertEquals("AccessDenied", reply.error());
            assertEquals(Optional.of(action.operation()), reply.facts().operation());
        }
        storage.assertUntouched();
    }

    @ParameterizedTest
    @MethodSource("unserved")
    void whatIsNotServedIsNotImplemented(S3Action action) {
        for (Route route : action.routes()) {
            ServiceReply reply = client.send(route.method(), uri(route), headers(route));
            assertEquals(501, reply.status());
            assertEquals("NotImplemented", reply.error());
        }
        storage.assertUntouched();
    }

    @ParameterizedTest
    @MethodSource("servedOnBuckets")
    void whoExpectsAnotherOwnerIsRefused(S3Action action) {
        for (Route route : action.routes()) {
            ServiceReply reply = ServiceClient.withBucket()
                    .send(route.method(), uri(route), headers(route, "x-amz-expected-bucket-owner", "999999999999"));
            // Nobody learns the owner who has not shown a form that is signed.
            assertEquals(action == S3Action.POST_OBJECT ? "PreconditionFailed" : "AccessDenied", reply.error());
        }
    }

    @ParameterizedTest
    @MethodSource("served")
    void anExpectationThatCannotBeMetFails(S3Action action) {
        Route route = action.routes().getFirst();
        client.send(route.method(), uri(route), headers(route, "expect", "202-fancy"))
                .requireStatus(417);
        storage.assertUntouched();
    }

    @ParameterizedTest
    @MethodSource("served")
    void encryptionIsNotImplemented(S3Action action) {
        assertNotImplemented(action, "x-amz-server-side-encryption");
        assertNotImplemented(action, "x-amz-server-side-encryption-customer-key");
        storage.assertUntouched();
    }

    @ParameterizedTest
    @MethodSource("served")
    void headersThatMeanSomethingToWritesAreNotLost(S3Action action) {
        if (!isRead(action)) {
            assertNotImplemented(action, "x-amz-object-lock-event-hold");
            assertNotImplemented(action, "x-amz-write-offset-bytes");
        }
        storage.assertUntouched();
    }

    private void assertNotImplemented(S3Action action, String header) {
        for (Route route : action.routes()) {
            assertEquals(
                    "NotImplemented",
                    client.send(route.method(), uri(route), headers(route, header, "1"))
                            .error());
            assertEquals(
                    "NotImplemented",
                    client.send(route.method(), withParameter(uri(route), header + "=1"), headers(route))
                            .error());
        }
    }

    private static boolean isRead(S3Action action) {
        return Set.of("GET", "HEAD").contains(action.routes().getFirst().method());
    }

    /** The same answer with and without. */
    @ParameterizedTest
    @MethodSource("served")
    void headersUnknownToS3AreIgnored(S3Action action) {
        ServiceClient empty = new ServiceClient();
        for (String header : List.of("x-amz-unheard-of", "x-amz-te", "x-amz-bypass-governance-retention")) {
            for (Route route : action.routes()) {
                ServiceReply plain = empty.send(route.method(), uri(route), headers(route));
                ServiceReply with = empty.send(route.method(), uri(route), headers(route, header, "1"));
                ServiceReply presigned =
                        empty.send(route.method(), withParameter(uri(route), header + "=1"), headers(route));
                assertEquals(plain.error(), with.error(), header);
                assertEquals(plain.error(), presigned.error(), header);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("served")
    void readsIgnoreWhatMeansSomethingToWrites(S3Action action) {
        if (isRead(action)) {
            ServiceClient empty = new ServiceClient();
            Route route = action.routes().getFirst();
            String error = empty.send(route.method(), uri(route)).error();
            for (String header : List.of("x-amz-meta-a", "x-amz-storage-class", "x-amz-object-lock-mode")) {
                assertEquals(
                        error,
                        empty.send(route.method(), uri(route), header, "1").error());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("served")
    void subresourcesWithoutMeaningHereAreNotImplemented(S3Action action) {
        for (Route route : action.routes()) {
            String uri = withParameter(uri(route), "torrent");
            assertEquals(
                    "NotImplemented",
                    client.send(route.method(), uri, headers(route)).error());
        }
        storage.assertUntouched();
    }

    @Test
    void aHeaderWithoutANameIsABadRequest() {
        ServiceReply reply = client.send("GET", "/bucket/key", "", "no name");
        assertEquals("BadRequest", reply.error());
        storage.assertUntouched();
    }

    @Test
    void theChecksOfAPutCannotBeEvadedByNamingAPart() {
        ServiceReply part = ServiceClient.withBucket().send("PUT", "/bucket/key?partNumber=1");
        assertEquals("InvalidArgument", part.error());
        assertEquals(
                "MethodNotAllowed", client.send("PUT", "/bucket/key?uploadId=1").error());
        assertEquals(
                "NotImplemented", client.send("PUT", "/bucket/key?versionId=x").error());
        assertEquals(
                "NotImplemented", client.send("PUT", "/bucket/key?unheard-of").error());
        storage.assertUntouched();
    }

    @Test
    void aVersionThatCannotBeIsRefused() {
        ServiceClient there = ServiceClient.withBucket();
        for (String method : List.of("GET", "DELETE")) {
            for (String version : List.of("x", "")) {
                assertEquals(
                        "InvalidArgument",
                        there.send(method, "/bucket/key?versionId=" + version).error());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("served")
    void grantsAreRefusedLikeTheListsTheyMake(S3Action action) {
        if (isRead(action)) {
            return;
        }
        Route route = action.routes().getFirst();
        ServiceReply reply =
                ServiceClient.withBucket().send(route.method(), uri(route), headers(route, "x-amz-grant-read", "id=1"));
        SupportedParameters accepts = new OperationRegistry(
                        S3Settings.of(FakeAuthenticator.OWNER), untouchable(), new S3PolicyChecker())
                .serving(action)
                .accepts();
        boolean list = accepts.headers().contains("x-amz-acl");
        String refusal = switch (action) {
            case CREATE_BUCKET -> "InvalidBucketAclWithObjectOwnership";
            case PUT_OBJECT_ACL -> "NoSuchKey";
            default -> "AccessControlListNotSupported";
        };
        assertEquals(list ? refusal : "NotImplemented", reply.error());
    }

    @Test
    void whatIsMeantForAnotherOperationIsRefusedInItsWords() {
        ServiceClient there = ServiceClient.withBucket();
        assertEquals(
                "There is no such thing as the ?versions subresource for a key",
                there.send("GET", "/bucket/key?versions").element("Message"));
        assertEquals(
                "Key is not expected for the GET method ?uploads subresource",
                there.send("GET", "/bucket/key?uploads").element("Message"));
        for (String method : List.of("GET", "HEAD", "DELETE")) {
            for (String uri : List.of("/bucket", "/bucket/key")) {
                assertEquals(
                        "InvalidArgument",
                        there.send(method, uri, "x-amz-copy-source", "a/b").error());
            }
        }
    }

    @Test
    void whoSignsNothingAndChoosesHeadersIsToldSoBeforeHeIsDenied() {
        String uri = "/bucket/key?response-content-type=a";
        assertEquals("InvalidRequest", client.sendAnonymously("GET", uri).error());
        assertEquals(
                "AccessDenied",
                client.sendAnonymously("GET", "/bucket?response-content-type=a").error());
        storage.assertUntouched();
    }

    @Test
    void aHandlerCanOnlyBeReachedWithAnAuthenticatedRequest() {
        assertTrue(Arrays.stream(AuthenticatedRequest.class.getDeclaredConstructors())
                .allMatch(constructor -> Modifier.isPrivate(constructor.getModifiers())));
        for (Constructor<?> constructor : S3Call.class.getDeclaredConstructors()) {
            assertEquals(AuthenticatedRequest.class, constructor.getParameterTypes()[0]);
        }
    }

    @Test
    void thePolicyIsAskedForActionAndResource() {
        StringBuilder asked = new StringBuilder();
        ServiceClient watched = new ServiceClient(storage, request -> {
            asked.append(String.join(",", request.actions()))
                    .append(' ')
                    .append(request.resource())
                    .append('\n');
            return Decision.DENIED;
        });
        watched.send("GET", "/");
        watched.send("GET", "/bucket?list-type=2");
        watched.send("PUT", "/bucket/a%2Fb//c");
        assertEquals("ListAllMyBuckets \nListBucket bucket\nPutObject bucket/a/b//c\n", asked.toString());
    }

    /** A permission that is refused later counts more than those before. */
    @Test
    void theAnswerCarriesWhatDecided() {
        ServiceClient watched = new ServiceClient(
                new MemoryStorage(),
                request -> new Decision(
                        !request.actions().contains("ListBucket"),
                        String.join(",", request.actions()).toLowerCase(Locale.ROOT)));
        assertEquals(
                Optional.of("createbucket"),
                watched.send("PUT", "/bucket").facts().decidedBy());
        assertEquals(
                Optional.of("putobject"),
                watched.send("PUT", "/bucket/key", new byte[0]).facts().decidedBy());
        ServiceReply missing = watched.send("GET", "/bucket/missing");
        assertEquals("AccessDenied", missing.error());
        assertEquals(Optional.of("listbucket"), missing.facts().decidedBy());
    }

    /** Who may list what begins with a prefix may learn that a key below it is missing; the query has no say in this. */
    @Test
    void aMissingKeyIsToldToWhoMayListIt() {
        ServiceClient limited = new ServiceClient(
                new MemoryStorage(),
                request -> request.actions().contains("ListBucket")
                                && !request.context().query("prefix").orElse("").startsWith("public/")
                        ? Decision.DENIED
                        : Decision.ALLOWED);
        limited.send("PUT", "/bucket");
        assertEquals("NoSuchKey", limited.send("GET", "/bucket/public/missing").error());
        assertEquals(
                "AccessDenied", limited.send("GET", "/bucket/private/missing").error());
        assertEquals(
                "AccessDenied",
                limited.send("GET", "/bucket/private/missing?prefix=public%2F").error());
    }

    public static String uri(Route route) {
        String path = switch (route.scope()) {
            case SERVICE -> "/";
            case BUCKET -> "/bucket";
            case OBJECT -> "/bucket/key";
        };
        return route.query().isEmpty() ? path : path + "?" + String.join("&", route.query());
    }

    private static String withParameter(String uri, String parameter) {
        return uri + (uri.contains("?") ? "&" : "?") + parameter;
    }

    private static String[] headers(Route route, String... more) {
        return Stream.concat(
                        route.headers().stream().flatMap(name -> Stream.of(name, "/bucket/source")),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }
}
