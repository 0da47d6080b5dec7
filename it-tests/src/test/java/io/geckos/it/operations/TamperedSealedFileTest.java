package io.geckos.it.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with the disk and without the key changes encrypted files and their sidecars. No read gives other bytes for them. */
class TamperedSealedFileTest {
    private static final int PART = 5 << 20;
    private static final Map<String, String> MASTER = Map.of("x-amz-server-side-encryption", "AES256");
    private static final Map<String, String> CUSTOMER = customer();

    @TempDir
    static Path data;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerLaunch.on(data)
                .with("-auth=false", "-set", "encryption.generate-key=true")
                .start();
        assertEquals(200, send(WireRequest.of("PUT", "/bucket")).status());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> customer() {
        byte[] key = random(32, 9);
        String prefix = "x-amz-server-side-encryption-customer-";
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(key);
            return Map.of(
                    prefix + "algorithm",
                    "AES256",
                    prefix + "key",
                    Base64.getEncoder().encodeToString(key),
                    prefix + "key-md5",
                    Base64.getEncoder().encodeToString(md5));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static RawHttp.Reply send(WireRequest request) throws IOException {
        return RawHttp.exchange(server.address(), request);
    }

    private static WireRequest request(String method, String target, Map<String, String> headers) {
        WireRequest request = WireRequest.of(method, target);
        headers.forEach(request::header);
        return request;
    }

    private static void put(String key, byte[] content, Map<String, String> headers) throws IOException {
        assertEquals(
                200,
                send(request("PUT", "/bucket/" + key, headers).body(content)).status());
    }

    /** Uploads two parts of {@link #PART} bytes. Only a key of the client is sent with each. */
    private static void upload(String key, Map<String, String> headers) throws IOException {
        String uri = "/bucket/" + key;
        String upload = send(request("POST", uri + "?uploads", headers)).element("UploadId");
        Map<String, String> partHeaders = headers.equals(CUSTOMER) ? CUSTOMER : Map.of();
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (int number = 1; number <= 2; number++) {
            RawHttp.Reply part = send(request("PUT", uri + "?partNumber=" + number + "&uploadId=" + upload, partHeaders)
                    .body(random(PART, number)));
            document.append("<Part><PartNumber>")
                    .append(number)
                    .append("</PartNumber><ETag>")
                    .append(part.header("etag"))
                    .append("</ETag></Part>");
        }
        document.append("</CompleteMultipartUpload>");
        assertEquals(
                200,
                send(WireRequest.of("POST", uri + "?uploadId=" + upload).body(document.toString()))
                        .status());
        assertEquals(200, send(request("GET", uri, partHeaders)).status());
    }

    private static Path file(String key) {
        return data.resolve("bucket").resolve(key);
    }

    private static Path sidecar(String key) {
        return data.resolve("bucket").resolve(key + ".metadata.json");
    }

    private static void changeSidecar(String key, UnaryOperator<String> change) throws IOException {
        String before = Files.readString(sidecar(key));
        String after = change.apply(before);
        assertNotEquals(before, after);
        Files.writeString(sidecar(key), after);
    }

    private static void assertNotRead(String key, Map<String, String> headers) throws IOException {
        RawHttp.Reply reply = send(request("GET", "/bucket/" + key, headers));
        assertEquals(503, reply.status(), reply.text());
        RawHttp.Reply range = send(request("GET", "/bucket/" + key, headers).header("range", "bytes=0-0"));
        assertEquals(503, range.status(), range.text());
    }

    private static void swapHalves(String key) throws IOException {
        byte[] stored = Files.readAllBytes(file(key));
        int half = stored.length / 2;
        byte[] swapped = Arrays.copyOfRange(stored, half, 3 * half);
        System.arraycopy(stored, 0, swapped, half, half);
        Files.write(file(key), swapped);
    }

    @Test
    void partsOfOneSizeThatChangedPlaces() throws IOException {
        upload("swapped", MASTER);
        swapHalves("swapped");
        assertNotRead("swapped", Map.of());
        upload("swapped-customer", CUSTOMER);
        swapHalves("swapped-customer");
        assertNotRead("swapped-customer", CUSTOMER);
    }

    @Test
    void smallerSizeOfAnObjectInParts() throws IOException {
        upload("shorter", MASTER);
        changeSidecar("shorter", json -> json.replace("\"plainSize\":" + 2 * PART, "\"plainSize\":" + PART));
        assertNotRead("shorter", Map.of());
    }

    @Test
    void smallerSizeOfAnObjectInOnePiece() throws IOException {
        put("short", "hello".getBytes(UTF_8), MASTER);
        changeSidecar("short", json -> json.replace("\"plainSize\":5", "\"plainSize\":4"));
        assertNotRead("short", Map.of());
    }

    @Test
    void chunksCutOffWithTheSizesThatFit() throws IOException {
        int chunk = 64 << 10;
        put("cut", random(2 * chunk, 1), MASTER);
        int before = 32 + 2 * (chunk + 16);
        int after = 32 + chunk + 16;
        Files.write(file("cut"), Arrays.copyOf(Files.readAllBytes(file("cut")), after));
        changeSidecar(
                "cut",
                json -> json.replace("\"size\":" + before, "\"size\":" + after)
                        .replace("\"plainSize\":" + 2 * chunk, "\"plainSize\":" + chunk));
        assertNotRead("cut", Map.of());
    }

    @Test
    void bytesOfAnotherObject() throws IOException {
        put("one", "hello".getBytes(UTF_8), MASTER);
        put("two", "other".getBytes(UTF_8), MASTER);
        Files.write(file("one"), Files.readAllBytes(file("two")));
        assertNotRead("one", Map.of());
    }

    @Test
    void sealOfAnotherObject() throws IOException {
        put("first", "hello".getBytes(UTF_8), MASTER);
        put("second", "other".getBytes(UTF_8), MASTER);
        String other = seal(Files.readString(sidecar("second")));
        changeSidecar("first", json -> json.replace(seal(json), other));
        assertNotRead("first", Map.of());
    }

    private static String seal(String json) {
        int from = json.indexOf("\"seal\":{");
        return json.substring(from, json.indexOf('}', from));
    }

    @Test
    void kindAndFormatOfASeal() throws IOException {
        for (String[] change : new String[][] {
            {"\"sealKind\":\"SSE_S3\"", "\"sealKind\":\"SSE_KMS\""}, {"\"format\":\"2\"", "\"format\":\"1\""}
        }) {
            put("kind", "hello".getBytes(UTF_8), MASTER);
            changeSidecar("kind", json -> json.replace(change[0], change[1]));
            assertNotRead("kind", Map.of());
        }
        put("own", "hello".getBytes(UTF_8), CUSTOMER);
        changeSidecar("own", json -> json.replace("SSE_C", "SSE_S3"));
        assertEquals(400, send(request("GET", "/bucket/own", CUSTOMER)).status());
        assertNotRead("own", Map.of());
    }

    @Test
    void sidecarOfTheObjectThatWasThereBefore() throws IOException {
        put("old", "hello".getBytes(UTF_8), MASTER);
        byte[] before = Files.readAllBytes(sidecar("old"));
        put("old", "other".getBytes(UTF_8), MASTER);
        Files.write(sidecar("old"), before);
        assertNotRead("old", Map.of());
    }
}
