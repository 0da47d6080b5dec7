import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets a server do once what servers do, so that its JVM can record it for an AOT cache; every answer is checked. Run as
 * {@code java Training.java COMMAND ...}, the command starting the server without address and data directory. It ends when
 * the server has ended, with its exit code.
 */
final class Training {
    private static final int ROUNDS = 300;
    private static final int START_SECONDS = 60;
    private static final String KEY = "minioadmin";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String host;
    private final String admin;

    private Training(int port, int adminPort) {
        this.host = "127.0.0.1:" + port;
        this.admin = "http://127.0.0.1:" + adminPort;
    }

    public static void main(String[] command) throws Exception {
        Path data = Files.createTempDirectory("geckos3-training-");
        int port = freePort();
        int adminPort = freePort();
        List<String> all = new ArrayList<>(List.of(command));
        all.add("-listen=127.0.0.1:" + port);
        all.add("-data-dir=" + data);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.to(data.resolve("stderr").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("S3LITE_") || name.startsWith("GECKOS3_"));
        builder.environment().put("GECKOS3_ADMIN_LISTEN", "127.0.0.1:" + adminPort);
        Process server = builder.start();
        int code = 1;
        try {
            Training training = new Training(port, adminPort);
            training.awaitReady(server);
            training.run();
            server.destroy();
            code = server.waitFor();
        } finally {
            server.destroyForcibly();
            if (code != 0) {
                System.err.println(Files.readString(data.resolve("stderr")));
            }
            remove(data);
        }
        System.exit(code);
    }

    private void awaitReady(Process server) throws Exception {
        Instant end = Instant.now().plusSeconds(START_SECONDS);
        while (server.isAlive() && Instant.now().isBefore(end)) {
            try {
                get(admin + "/health/ready");
                return;
            } catch (IOException e) {
                Thread.sleep(20);
            }
        }
        throw new IllegalStateException("the server ended, or is not ready after " + START_SECONDS + " s");
    }

    private void run() throws Exception {
        byte[] small = new byte[4096];
        byte[] large = new byte[6 << 20];
        expect(200, send("PUT", "/training", "", new byte[0], Map.of()));
        for (int i = 0; i < ROUNDS; i++) {
            String key = "/training/folder/object-" + i % 8;
            expect(200, send("PUT", key, "", small, Map.of("content-type", "text/plain", "x-amz-meta-a", "b")));
            expect(200, send("PUT", key, "", chunked(small), chunkedHeaders(small.length)));
            expect(200, send("GET", key, "", new byte[0], Map.of()));
            expect(206, send("GET", key, "", new byte[0], Map.of("range", "bytes=5-99")));
            expect(200, send("HEAD", key, "", new byte[0], Map.of()));
            expect(200, send("GET", "/training", "list-type=2&prefix=folder%2F", new byte[0], Map.of()));
            expect(200, send("PUT", key + "-copy", "", new byte[0], Map.of("x-amz-copy-source", key)));
            expect(204, send("DELETE", key + "-copy", "", new byte[0], Map.of()));
            expect(404, send("GET", key + "-missing", "", new byte[0], Map.of()));
        }
        multipart("/training/parts", large);
        expect(200, send("GET", "/training/parts", "", new byte[0], Map.of()));
        expect(200, send("GET", "/", "", new byte[0], Map.of()));
        get(admin + "/metrics");
    }

    private void multipart(String key, byte[] part) throws Exception {
        String id = between(send("POST", key, "uploads=", new byte[0], Map.of()).body(), "UploadId");
        String etag = expect(200, send("PUT", key, "partNumber=1&uploadId=" + id, part, Map.of()))
                .headers()
                .firstValue("etag")
                .orElseThrow();
        String list = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                + "</ETag></Part></CompleteMultipartUpload>";
        expect(200, send("POST", key, "uploadId=" + id, list.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    private HttpResponse<String> send(String method, String path, String query, byte[] body, Map<String, String> more)
            throws Exception {
        TreeMap<String, String> headers = new TreeMap<>(more);
        headers.put("host", host);
        headers.put("x-amz-date", TIME.format(Instant.now()));
        headers.putIfAbsent("x-amz-content-sha256", hex(sha256(body)));
        headers.put("authorization", authorization(method, path, query, headers));
        headers.remove("host");
        URI uri = URI.create("http://" + host + path + (query.isEmpty() ? "" : "?" + query));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static String authorization(String method, String path, String query, TreeMap<String, String> headers)
            throws Exception {
        String time = headers.get("x-amz-date");
        String signed = String.join(";", headers.keySet());
        String canonical = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String sorted = Stream.of(query.split("&")).sorted().collect(Collectors.joining("&"));
        String request = String.join(
                "\n", method, path, sorted, canonical, signed, headers.get("x-amz-content-sha256"));
        String scope = time.substring(0, 8) + "/us-east-1/s3/aws4_request";
        byte[] key = ("AWS4" + KEY).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        String signature = hex(hmac(
                key,
                String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(request.getBytes(StandardCharsets.UTF_8))))));
        return "AWS4-HMAC-SHA256 Credential=" + KEY + "/" + scope + ", SignedHeaders=" + signed + ", Signature=" + signature;
    }

    /** A body as current SDKs send it: one chunk, and a checksum behind it. */
    private static byte[] chunked(byte[] body) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(body);
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex("%08x".formatted(crc.getValue())));
        var out = new java.io.ByteArrayOutputStream();
        out.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.write(("\r\n0\r\nx-amz-checksum-crc32:" + checksum + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static Map<String, String> chunkedHeaders(int length) {
        return Map.of(
                "content-encoding", "aws-chunked",
                "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-decoded-content-length", String.valueOf(length),
                "x-amz-trailer", "x-amz-checksum-crc32");
    }

    private void get(String uri) throws IOException, InterruptedException {
        expect(200, client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString()));
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.request() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String between(String xml, String element) {
        var matcher = Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(xml);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + element + " in " + xml);
        }
        return matcher.group(1);
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
