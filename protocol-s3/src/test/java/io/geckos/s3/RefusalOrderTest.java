package io.geckos.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.s3.routing.ResourceType;
import io.geckos.s3.routing.Route;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.testkit.FormBody;
import io.geckos.s3.testkit.ServiceClient;
import io.geckos.s3.testkit.ServiceReply;
import io.geckos.s3.testkit.UntouchableStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which refusal a client sees where several apply, as docs/refusals.md tells it. */
class RefusalOrderTest {
    private static final Path DOCUMENT = Path.of("../docs/refusals.md");

    /** How many rows the table of the document has, so that none is lost unnoticed. */
    private static final int ROWS = 9;

    private static final List<String> WRONG = List.of(
            "partNumber=0",
            "max-keys=x",
            "max-uploads=x",
            "max-parts=x",
            "encoding-type=x",
            "continuation-token=x",
            "versionId=",
            "response-server=x");

    private final ServiceClient client = new ServiceClient();

    static Stream<S3Action> servedOnBuckets() {
        return PipelineTest.servedOnBuckets()
                .filter(action -> action != S3Action.CREATE_BUCKET && action != S3Action.POST_OBJECT);
    }

    @ParameterizedTest
    @MethodSource("servedOnBuckets")
    void missingBucketIsReportedFirst(S3Action action) {
        Route route = action.routes().getFirst();
        assertMissing(route, PipelineTest.uri(route));
        assertMissing(route, PipelineTest.uri(route), "x-amz-storage-class", "STANDARD");
        assertMissing(route, PipelineTest.uri(route), "x-amz-grant-read", "id=1");
        assertMissing(route, PipelineTest.uri(route), "x-amz-copy-source", "none/key");
        assertMissing(route, PipelineTest.uri(route), "x-amz-expected-bucket-owner", "999");
        assertMissing(route, PipelineTest.uri(route), "x-amz-request-payer", "nobody");
        assertMissing(route, PipelineTest.uri(route), "if-match", "\"none\"");
        assertMissing(route, PipelineTest.uri(route), "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");
        assertMissing(route, PipelineTest.uri(route), "content-md5", "no digest");
        if (route.method().equals("GET") || route.method().equals("HEAD")) {
            for (String parameter : WRONG) {
                String uri = PipelineTest.uri(route);
                String key = parameter.substring(0, parameter.indexOf('='));
                if (key.equals("versionId") && route.scope() == ResourceType.BUCKET) {
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
        ServiceReply reply = client.send(route.method(), uri, "<Wrong/>".getBytes(UTF_8), all);
        if (!reply.error().equals("NotImplemented")) {
            assertEquals("NoSuchBucket", reply.error(), route.method() + " " + uri + " " + String.join(" ", headers));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    /none/key?partNumber=1",
        "PUT,    /none/key?partNumber=0&uploadId=x",
        "GET,    /none/key?uploads",
        "GET,    /none/key?versions",
        "GET,    /none/key?versionId=bad",
        "GET,    /none?list-type=2&max-keys=-1",
        "POST,   /none?delete",
        "DELETE, /none/key?versionId=bad",
    })
    void aMissingBucketComesBeforeParameters(String method, String uri) {
        ServiceReply reply = client.send(method, uri).requireStatus(404);
        assertEquals("NoSuchBucket", reply.error());
        assertEquals("none", reply.element("BucketName"));
    }

    @Test
    void aMissingBucketComesBeforeTheDigestOfADocument() {
        ServiceReply reply = client.send(
                "PUT",
                "/none?tagging",
                "<Tagging><TagSet/></Tagging>".getBytes(UTF_8),
                "content-md5",
                "1B2M2Y8AsgTpgAmY7PhCfg==");
        assertEquals("NoSuchBucket", reply.error());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /bucket/none?partNumber=0",
        "HEAD,   /bucket/none?partNumber=0",
        "GET,    /bucket/none?response-server=x",
        "GET,    /bucket/none?attributes",
        "PUT,    /bucket/none?tagging",
        "PUT,    /bucket/none?acl",
    })
    void aMissingKeyComesBeforeParameters(String method, String uri) {
        ServiceReply reply = ServiceClient.withBucket().send(method, uri, "<Wrong/>".getBytes(UTF_8));
        assertEquals("NoSuchKey", reply.error());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,    partNumber=0",
        "GET,    max-parts=x",
        "POST,   ''",
    })
    void aMissingUploadComesBeforeParameters(String method, String query) {
        ServiceClient there = ServiceClient.withBucket();
        for (String body : List.of("", "<Wrong/>")) {
            ServiceReply reply = there.send(method, "/bucket/key?uploadId=none&" + query, body.getBytes(UTF_8));
            assertEquals("NoSuchUpload", reply.error());
            assertEquals("none", reply.element("UploadId"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/none/key,                            /bucket/none",
        "/none/key,                            /other/none",
        "/none/key?uploadId=none&partNumber=1, /bucket/none",
    })
    void theBucketCopiedToComesBeforeTheSource(String uri, String source) {
        ServiceReply reply = ServiceClient.withBucket().send("PUT", uri, "x-amz-copy-source", source);
        assertEquals("NoSuchBucket", reply.error());
        assertEquals("none", reply.element("BucketName"));
    }

    @Test
    void theUploadCopiedToComesBeforeTheSource() {
        ServiceReply reply = ServiceClient.withBucket()
                .send("PUT", "/bucket/key?uploadId=none&partNumber=1", "x-amz-copy-source", "bucket/none");
        assertEquals("NoSuchUpload", reply.error());
    }

    @Test
    void invalidCreateBucketIsRefused() {
        ServiceClient there = ServiceClient.withBucket();
        for (String bucket : List.of("/bucket", "/other")) {
            ServiceReply reply = there.send("PUT", bucket, "<Wrong/>".getBytes(UTF_8));
            assertEquals("MalformedXML", reply.error());
        }
    }

    @Test
    void formForMissingBucketIs404AfterAuthentication() {
        FormBody signed = FormBody.allowedBy(
                        "k", "[\"starts-with\", \"$acl\", \"\"]", "[\"starts-with\", \"$bucket\", \"\"]")
                .field("acl", "public-read")
                .file("hello");
        assertEquals("NoSuchBucket", signed.post(client).error());
        ServiceReply unsigned = new FormBody().field("key", "").file("hello").post(client);
        assertEquals("InvalidArgument", unsigned.error());
        ServiceReply forged = new FormBody()
                .field("key", "k")
                .field("policy", "")
                .field("x-amz-signature", "forged")
                .file("hello")
                .post(client);
        assertEquals("SignatureDoesNotMatch", forged.error());
    }

    /** Otherwise anybody could find out which buckets exist. */
    @ParameterizedTest
    @MethodSource("servedOnBuckets")
    void deniedCallerLearnsNothingOfTheBucket(S3Action action) {
        Route route = action.routes().getFirst();
        UntouchableStorage untouched = new UntouchableStorage();
        ServiceClient stranger = new ServiceClient(untouched, ServiceClient.KNOWN_ONLY);
        ServiceClient denied = new ServiceClient(untouched, _ -> Decision.DENIED);
        for (String header : List.of("x-amz-grant-read", "x-amz-copy-source", "x-amz-request-payer")) {
            stranger.sendAnonymously(route.method(), PipelineTest.uri(route), header, "wrong");
            denied.send(route.method(), PipelineTest.uri(route), header, "wrong");
        }
        untouched.assertUntouched();
    }

    private record Row(String fault, String code) {}

    /** The request with the faults of a row and of all rows below it. */
    private static ServiceReply send(ServiceClient to, List<Row> rows) {
        String path = "";
        List<String> query = new ArrayList<>();
        var headers = ServiceClient.headers();
        for (Row row : rows) {
            String fault = row.fault();
            int colon = fault.indexOf(": ");
            if (fault.startsWith("/")) {
                path = path.isEmpty() ? fault : path;
            } else if (colon > 0) {
                headers.putIfAbsent(fault.substring(0, colon), List.of(fault.substring(colon + 2)));
            } else if (!fault.equals("no signature")) {
                query.add(fault);
            }
        }
        if (rows.stream().noneMatch(row -> row.fault().equals("no signature"))) {
            headers.put("authorization", List.of("owner"));
        }
        String uri = (path.isEmpty() ? "/bucket/key" : path) + (query.isEmpty() ? "" : "?" + String.join("&", query));
        return to.exchange("GET", uri, new ByteArrayInputStream(new byte[0]), headers);
    }

    @Test
    void theTableOfTheDocumentHolds() throws IOException {
        ServiceClient there = ServiceClient.withBucket();
        there.send("PUT", "/bucket/key").requireStatus(200);
        List<Row> rows = rows();
        assertEquals(ROWS, rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ServiceReply reply = send(there, rows.subList(i, rows.size()));
            assertEquals(rows.get(i).code(), reply.error(), rows.get(i).fault());
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| \\d .*"))
                .map(line -> line.split(" \\| ", -1))
                .map(cells -> new Row(unquoted(cells[2]), unquoted(cells[3])))
                .toList();
    }

    /** What stands first in a cell in the type of code, or all of it. */
    private static String unquoted(String cell) {
        String[] quoted = cell.split("`", 3);
        return quoted.length < 2 ? cell.strip() : quoted[1];
    }
}
