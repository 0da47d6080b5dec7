package io.geckos.s3.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RouterTest {
    private final Router router = new Router(EnumSet.allOf(S3Action.class));

    @ParameterizedTest
    @EnumSource
    void everyRouteLeadsToItsAction(S3Action action) {
        for (Route route : action.routes()) {
            assertEquals(action, router.resolve(route.method(), route.scope(), route.query(), route.headers()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    SERVICE, '',                        ListBuckets",
        "PUT,    BUCKET,  '',                        CreateBucket",
        "HEAD,   BUCKET,  '',                        HeadBucket",
        "DELETE, BUCKET,  '',                        DeleteBucket",
        "GET,    BUCKET,  prefix marker,             ListObjects",
        "GET,    BUCKET,  list-type prefix,          ListObjectsV2",
        "GET,    BUCKET,  versions key-marker,       ListObjectVersions",
        "GET,    BUCKET,  uploads prefix,            ListMultipartUploads",
        "POST,   BUCKET,  delete,                    DeleteObjects",
        "POST,   BUCKET,  '',                        PostObject",
        "OPTIONS,BUCKET,  '',                        Preflight",
        "GET,    BUCKET,  analytics,                 ListBucketAnalyticsConfigurations",
        "GET,    BUCKET,  analytics id,              GetBucketAnalyticsConfiguration",
        "GET,    OBJECT,  response-content-type,     GetObject",
        "GET,    OBJECT,  partNumber,                GetObject",
        "HEAD,   OBJECT,  '',                        HeadObject",
        "PUT,    OBJECT,  x-id,                      PutObject",
        "PUT,    OBJECT,  @,                         CopyObject",
        "DELETE, OBJECT,  '',                        DeleteObject",
        "GET,    OBJECT,  attributes,                GetObjectAttributes",
        "PUT,    OBJECT,  renameObject,              RenameObject",
        "PUT,    OBJECT,  encryption,                UpdateObjectEncryption",
        "POST,   OBJECT,  select select-type,        SelectObjectContent",
        "POST,   OBJECT,  uploads,                   CreateMultipartUpload",
        "PUT,    OBJECT,  uploadId partNumber,       UploadPart",
        "PUT,    OBJECT,  uploadId partNumber @,     UploadPartCopy",
        "POST,   OBJECT,  uploadId,                  CompleteMultipartUpload",
        "DELETE, OBJECT,  uploadId,                  AbortMultipartUpload",
        "GET,    OBJECT,  uploadId part-number-marker, ListParts",
        "OPTIONS,OBJECT,  '',                        Preflight",
    })
    void requestsMeanTheOperationsS3Says(String method, ResourceType scope, String keys, String operation) {
        Set<String> query = Set.copyOf(
                Stream.of(keys.split(" ")).filter(key -> !key.equals("@")).toList());
        Set<String> headers = keys.contains("@") ? Set.of("host", "x-amz-copy-source") : Set.of("host");
        assertEquals(operation, router.resolve(method, scope, query, headers).operation());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,  BUCKET,  policyStatus, CreateBucket",
        "POST, BUCKET,  acl,          PostObject",
        "HEAD, OBJECT,  acl,          HeadObject",
        "PUT,  OBJECT,  partNumber,   PutObject",
    })
    void aSubresourceWithoutThatMethodFallsToTheOperationThatRefusesIt(
            String method, ResourceType scope, String key, String operation) {
        assertEquals(
                operation, router.resolve(method, scope, Set.of(key), Set.of()).operation());
        assertEquals(true, router.isSubresource(key));
    }

    @Test
    void whatHasNoOperationIsRefused() {
        assertRefused(S3Error.MethodNotAllowed, "TRACE", ResourceType.OBJECT, Set.of());
        assertRefused(S3Error.MethodNotAllowed, "get", ResourceType.OBJECT, Set.of());
        assertRefused(S3Error.MethodNotAllowed, "POST", ResourceType.OBJECT, Set.of());
        assertRefused(S3Error.MethodNotAllowed, "DELETE", ResourceType.SERVICE, Set.of());
        assertRefused(S3Error.NotImplemented, "POST", ResourceType.OBJECT, Set.of("acl"));
    }

    /** <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6">RFC 9110, 15.5.6</a> */
    @ParameterizedTest
    @CsvSource({
        "POST,   OBJECT,  'DELETE, GET, HEAD, OPTIONS, PUT'",
        "PATCH,  BUCKET,  'DELETE, GET, HEAD, OPTIONS, POST, PUT'",
        "DELETE, SERVICE, 'GET, OPTIONS'"
    })
    void whoIsRefusedAMethodIsToldWhichThereAre(String method, ResourceType scope, String allowed) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> router.resolve(method, scope, Set.of(), Set.of()));
        assertEquals(allowed, refusal.headers().get("Allow"));
    }

    @Test
    void aRouteToTwoActionsFailsAtConstruction() {
        List<S3Action> twice = List.of(S3Action.GET_OBJECT, S3Action.GET_OBJECT);
        assertThrows(IllegalArgumentException.class, () -> new Router(twice));
    }

    private void assertRefused(S3Error error, String method, ResourceType scope, Set<String> query) {
        S3Exception refusal = assertThrows(S3Exception.class, () -> router.resolve(method, scope, query, Set.of()));
        assertEquals(error, refusal.error());
    }
}
