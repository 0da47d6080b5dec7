package io.geckos.bench.s3;

import io.geckos.bench.http.BodySource;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.HttpClient;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.http.ResponseHead;
import io.geckos.bench.http.ResponseReader;
import io.geckos.bench.http.UnexpectedResponse;
import io.geckos.bench.http.XmlBody;
import io.geckos.bench.measure.LatencyMeter;
import io.geckos.bench.measure.MeasuredOperation;
import io.geckos.bench.measure.OperationTally;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests of the workloads over one connection, each measured and verified. Every method counts its failure and
 * then throws {@link RequestFailure}. The next call then uses a new connection.
 */
public final class S3Client implements Closeable {
    /** For listings whose number of keys is not checked. */
    public static final long ANY_NUMBER = -1;

    private static final SortedMap<String, String> NO_QUERY = new TreeMap<>();
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final Set<String> EXISTING = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    private final HttpClient http;
    private final ObjectSet objects;
    private final SigningMode signing;
    private final SignedHeadWriter heads;
    private final SignedHeadCache cache;
    private final XmlBody document = new XmlBody();
    private LatencyMeter meter = new LatencyMeter(new OperationTally());

    public S3Client(Endpoint endpoint, ObjectSet objects, SigningMode signing, SignedHeadCache cache, int buffer) {
        this.http = new HttpClient(endpoint, buffer);
        this.objects = objects;
        this.signing = signing;
        this.heads = new SignedHeadWriter(endpoint, signing, InstantSource.system());
        this.cache = cache;
    }

    /** Sets the meter that counts the next requests. */
    public void measureWith(LatencyMeter meter) {
        this.meter = meter;
    }

    /**
     * Creates the bucket unless it exists. Servers without owners have another error for an existing bucket than S3.
     */
    public void createBucket() throws RequestFailure {
        byte[] head = heads.head("PUT", bucket(), NO_QUERY, BodySource.NONE);
        measured(MeasuredOperation.CREATE_BUCKET, () -> {
            ResponseHead response = http.exchange(head, BodySource.NONE, ResponseReader.Sink.NOTHING);
            if (response.status() != CONFLICT
                    || !EXISTING.contains(http.refusal().text("Code"))) {
                requireSuccess(response);
            }
            return 0;
        });
    }

    public void put(long number, int version) throws RequestFailure {
        BodySource body = signing.body(objects.content(number, version));
        byte[] head = cached(MeasuredOperation.PUT, "PUT", number, version, body);
        measured(MeasuredOperation.PUT, () -> {
            requireSuccess(http.exchange(head, body, ResponseReader.Sink.NOTHING));
            return objects.size(number);
        });
    }

    /** Reads an object that is at version {@code from} or a later one below {@code to}, and verifies every byte. */
    public void get(long number, int from, int to) throws RequestFailure {
        byte[] head = cached(MeasuredOperation.GET, "GET", number, 0, BodySource.NONE);
        measured(MeasuredOperation.GET, () -> {
            ContentVerification verifier = new ContentVerification(number, from, to, objects.size(number));
            requireSuccess(http.exchange(head, BodySource.NONE, verifier));
            verifier.end();
            return objects.size(number);
        });
    }

    public void head(long number) throws RequestFailure {
        byte[] head = cached(MeasuredOperation.HEAD, "HEAD", number, 0, BodySource.NONE);
        measured(MeasuredOperation.HEAD, () -> {
            ResponseHead response = http.exchange(head, BodySource.NONE, ResponseReader.Sink.NOTHING);
            requireSuccess(response);
            require(response.length() == objects.size(number), "wrong length");
            return 0;
        });
    }

    /** Verifies that a deleted object is gone. */
    public void headAbsent(long number) throws RequestFailure {
        byte[] head = cached(MeasuredOperation.HEAD, "HEAD", number, 0, BodySource.NONE);
        measured(MeasuredOperation.HEAD, () -> {
            ResponseHead response = http.exchange(head, BodySource.NONE, ResponseReader.Sink.NOTHING);
            require(response.status() == NOT_FOUND, "deleted, but still there");
            return 0;
        });
    }

    public void delete(long number) throws RequestFailure {
        byte[] head = cached(MeasuredOperation.DELETE, "DELETE", number, 0, BodySource.NONE);
        measured(MeasuredOperation.DELETE, () -> {
            requireSuccess(http.exchange(head, BodySource.NONE, ResponseReader.Sink.NOTHING));
            return 0;
        });
    }

    /**
     * Lists a page.
     *
     * @param position the parameters that say where it begins: {@code start-after}, {@code continuation-token} or none
     * @param left the number of keys from there on, or {@link #ANY_NUMBER}
     */
    public ListResponse list(int pageSize, Map<String, String> position, long left) throws RequestFailure {
        SortedMap<String, String> query = new TreeMap<>(position);
        query.put("list-type", "2");
        query.put("max-keys", Integer.toString(pageSize));
        query.put("prefix", objects.keys().prefix());
        byte[] head = heads.head("GET", bucket(), query, BodySource.NONE);
        ListResponse[] page = new ListResponse[1];
        measured(MeasuredOperation.LIST, () -> {
            document.clear();
            requireSuccess(http.exchange(head, BodySource.NONE, document));
            page[0] = ListResponse.read(document);
            require(page[0].count() <= pageSize, "page with too many keys");
            require(left == ANY_NUMBER || page[0].leaves(left), "listing with keys too few or too many");
            return 0;
        });
        return page[0];
    }

    /** Answers the upload's id. */
    public String createUpload(long number) throws RequestFailure {
        byte[] head = heads.head("POST", objects.path(number), query("uploads", ""), BodySource.NONE);
        measured(MeasuredOperation.CREATE_UPLOAD, () -> {
            document.clear();
            requireSuccess(http.exchange(head, BodySource.NONE, document));
            require(!document.text("UploadId").isEmpty(), "no upload id");
            return 0;
        });
        return document.text("UploadId");
    }

    /** Answers the part's ETag. */
    public String uploadPart(long number, String upload, int part, BodySource.Plain content) throws RequestFailure {
        SortedMap<String, String> query = query("uploadId", upload);
        query.put("partNumber", Integer.toString(part));
        BodySource body = signing.body(content);
        byte[] head = heads.head("PUT", objects.path(number), query, body);
        String[] etag = new String[1];
        measured(MeasuredOperation.UPLOAD_PART, () -> {
            ResponseHead response = http.exchange(head, body, ResponseReader.Sink.NOTHING);
            requireSuccess(response);
            etag[0] = response.etag();
            return content.length();
        });
        return etag[0];
    }

    public void completeUpload(long number, String upload, List<String> etags) throws RequestFailure {
        StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < etags.size(); i++) {
            parts.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
            parts.append(etags.get(i).replace("\"", "&quot;")).append("</ETag></Part>");
        }
        BodySource body =
                new BodySource.Text(parts.append("</CompleteMultipartUpload>").toString());
        byte[] head = heads.head("POST", objects.path(number), query("uploadId", upload), body);
        measured(MeasuredOperation.COMPLETE_UPLOAD, () -> {
            document.clear();
            requireSuccess(http.exchange(head, body, document));
            // The server may send status 200 before the outcome is known, and then a failure is a document in its body.
            require(document.text("Code").isEmpty(), "200 " + document.text("Code"));
            return 0;
        });
    }

    public void abortUpload(long number, String upload) throws RequestFailure {
        byte[] head = heads.head("DELETE", objects.path(number), query("uploadId", upload), BodySource.NONE);
        measured(MeasuredOperation.ABORT_UPLOAD, () -> {
            requireSuccess(http.exchange(head, BodySource.NONE, ResponseReader.Sink.NOTHING));
            return 0;
        });
    }

    /** Ends a wait for the server that lasts longer than {@code nanos}. Safe from another thread. */
    public void giveUpAfter(long nanos) throws IOException {
        http.giveUpAfter(nanos);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** Makes and verifies an exchange. Answers the number of content bytes. */
    private interface Exchange {
        long run() throws IOException;
    }

    private void measured(MeasuredOperation operation, Exchange exchange) throws RequestFailure {
        String reason;
        meter.begin();
        try {
            meter.succeeded(operation, exchange.run());
            return;
        } catch (ClosedChannelException e) {
            reason = "no answer in time";
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        meter.failed(operation, reason);
        throw new RequestFailure(operation.title() + ": " + reason);
    }

    private void requireSuccess(ResponseHead response) throws UnexpectedResponse {
        if (!response.success()) {
            throw new UnexpectedResponse(
                    response.status() + " " + http.refusal().text("Code"));
        }
    }

    private static void require(boolean condition, String otherwise) throws UnexpectedResponse {
        if (!condition) {
            throw new UnexpectedResponse(otherwise);
        }
    }

    private byte[] cached(MeasuredOperation operation, String method, long number, int version, BodySource body) {
        return cache.get(operation, number, version, () -> heads.head(method, objects.path(number), NO_QUERY, body));
    }

    private String bucket() {
        return '/' + objects.bucket();
    }

    private static SortedMap<String, String> query(String name, String value) {
        return new TreeMap<>(Map.of(name, value));
    }
}
