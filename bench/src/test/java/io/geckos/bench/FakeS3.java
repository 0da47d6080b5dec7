package io.geckos.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.KeyPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** As much of S3 as the driver asks for, in memory. It refuses what is not signed as its key pair signs. */
public final class FakeS3 implements AutoCloseable {
    private static final KeyPair CREDENTIALS = new KeyPair("access", "secret");
    private static final byte[] NOTHING = {};

    static {
        // Otherwise every answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private final Set<String> buckets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger uploadIds = new AtomicInteger();
    private volatile UnaryOperator<byte[]> reads = UnaryOperator.identity();
    private volatile boolean forgetful;
    private volatile String existing = "BucketAlreadyOwnedByYou";

    public FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    public Endpoint endpoint() {
        return endpoint(CREDENTIALS);
    }

    /** As somebody else sees it. */
    public Endpoint endpoint(KeyPair credentials) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Endpoint("fake", uri, credentials, "us-east-1", OptionalLong.empty());
    }

    /** From now on what is read is not what was written. */
    public void damage(UnaryOperator<byte[]> damage) {
        reads = damage;
    }

    /** From now on it acknowledges writes and deletes, and does none. */
    public void forget() {
        forgetful = true;
    }

    /** From now on it does not know whose a bucket is. */
    public void knowNoOwners() {
        existing = "BucketAlreadyExists";
    }

    /** By bucket and key. */
    public NavigableMap<String, byte[]> objects() {
        return objects;
    }

    /** Uploads neither completed nor aborted. */
    int openUploads() {
        return uploads.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            FakeRequest request = FakeRequest.read(exchange);
            Answer answer =
                    request.isSignedBy(CREDENTIALS) ? answer(request) : Answer.error(403, "SignatureDoesNotMatch");
            byte[] body = answer.body();
            exchange.getResponseHeaders().set("ETag", "\"0123456789abcdef\"");
            if (request.method().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                // To this server 0 means chunks, in which real ones send listings too, and -1 means nothing.
                long length = answer.status() == 204 ? -1 : answer.inChunks() ? 0 : body.length == 0 ? -1 : body.length;
                exchange.sendResponseHeaders(answer.status(), length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(FakeRequest request) {
        if (request.path().equals("/")) {
            return Answer.ok(NOTHING);
        }
        boolean object = request.path().indexOf('/', 1) > 0;
        String key = FakeRequest.decoded(request.path());
        String upload = request.parameter("uploadId");
        if (!upload.isEmpty()) {
            return upload(request, key, upload);
        }
        return switch (request.method()) {
            case "PUT" -> object ? put(key, request.content()) : create(key);
            case "GET", "HEAD" -> object ? read(key) : list(key, request);
            case "DELETE" -> delete(key);
            case "POST" -> begin();
            default -> Answer.error(405, "MethodNotAllowed");
        };
    }

    private Answer create(String bucket) {
        return buckets.add(bucket) ? Answer.ok(NOTHING) : Answer.error(409, existing);
    }

    private Answer put(String key, byte[] content) {
        if (!forgetful) {
            objects.put(key, content);
        }
        return Answer.ok(NOTHING);
    }

    private Answer read(String key) {
        byte[] content = objects.get(key);
        return content == null ? Answer.error(404, "NoSuchKey") : Answer.ok(reads.apply(content));
    }

    private Answer delete(String key) {
        if (!forgetful) {
            objects.remove(key);
        }
        return new Answer(204, "", false);
    }

    private Answer list(String bucket, FakeRequest request) {
        String prefix = bucket + '/' + request.parameter("prefix");
        String after = request.parameter("continuation-token") + request.parameter("start-after");
        int most = Integer.parseInt(request.parameter("max-keys"));
        List<String> keys = objects.tailMap(bucket + '/' + after, false).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .limit(most + 1L)
                .map(key -> key.substring(bucket.length() + 1))
                .toList();
        boolean truncated = keys.size() > most;
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>")
                .append(truncated)
                .append("</IsTruncated>");
        keys.stream()
                .limit(most)
                .forEach(key -> xml.append("<Contents><Key>").append(key).append("</Key></Contents>"));
        if (truncated) {
            xml.append("<NextContinuationToken>").append(keys.get(most - 1)).append("</NextContinuationToken>");
        }
        return Answer.xml(xml.append("</ListBucketResult>").toString());
    }

    private Answer begin() {
        String id = "upload+" + uploadIds.incrementAndGet();
        uploads.put(id, new ConcurrentSkipListMap<>());
        return Answer.xml(
                "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
    }

    private Answer upload(FakeRequest request, String key, String id) {
        NavigableMap<Integer, byte[]> parts = uploads.get(id);
        if (parts == null) {
            return Answer.error(404, "NoSuchUpload");
        }
        switch (request.method()) {
            case "PUT" -> parts.put(Integer.valueOf(request.parameter("partNumber")), request.content());
            case "DELETE" -> uploads.remove(id);
            default -> {
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                parts.values().forEach(whole::writeBytes);
                uploads.remove(id);
                return forgetful
                        ? Answer.xml("<Error><Code>InternalError</Code></Error>")
                        : put(key, whole.toByteArray());
            }
        }
        return Answer.ok(NOTHING);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.close();
    }

    /**
     * An answer.
     *
     * @param text of the body, each character a byte
     */
    private record Answer(int status, String text, boolean inChunks) {
        static Answer ok(byte[] body) {
            return new Answer(200, new String(body, StandardCharsets.ISO_8859_1), false);
        }

        static Answer xml(String xml) {
            return new Answer(200, xml, true);
        }

        static Answer error(int status, String code) {
            return new Answer(status, "<Error><Code>" + code + "</Code></Error>", false);
        }

        byte[] body() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
