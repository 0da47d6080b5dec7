package io.geckos.it.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import io.geckos.it.testkit.WireSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Header values with bytes above 127, signed as they are sent. Here too each character of a value is one byte. */
class HeaderBytesTest {
    private static final String NAME = "attachment; filename=\"\u00dcbersicht.pdf\"";

    @TempDir
    static Path data;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerLaunch.on(data).start();
        assertEquals(200, send(WireRequest.of("PUT", "/bytes").body("")).status());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply send(WireRequest request) throws IOException {
        return RawHttp.exchange(server.address(), request.sign(server.address()));
    }

    private static Reply read(String method, String target) throws IOException {
        Reply reply = send(WireRequest.of(method, target));
        assertEquals(200, reply.status(), reply::toString);
        return reply;
    }

    private static void put(String key, String header, String value) throws IOException {
        Reply reply = send(WireRequest.of("PUT", key).header(header, value).body("x"));
        assertEquals(200, reply.status(), reply::toString);
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    static List<String> values() {
        return List.of(NAME, bytes(NAME), NAME + bytes(NAME), "\u0080\u0085\u00a0\u00ad\u00ff", bytes("\u65e5\u672c"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void systemMetadataComesBackByteForByte(String value) throws Exception {
        for (String header : List.of(
                "content-type",
                "content-disposition",
                "content-encoding",
                "content-language",
                "cache-control",
                "expires")) {
            put("/bytes/system", header, value);
            assertEquals(value, read("GET", "/bytes/system").header(header));
            assertEquals(value, read("HEAD", "/bytes/system").header(header));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gr\u00fcn", "gr\u00c3\u00bcn", "=?UTF-8?Q?gr=C3=BCn?=", "=?utf-8?b?Z3LDvG4=?="})
    void userMetadataIsAnsweredInWordsOfAscii(String value) throws Exception {
        put("/bytes/user", "x-amz-meta-colour", value);
        for (String method : List.of("GET", "HEAD")) {
            assertEquals("=?UTF-8?Q?gr=C3=BCn?=", read(method, "/bytes/user").header("x-amz-meta-colour"));
        }
    }

    @Test
    void copiesKeepBoth() throws Exception {
        WireRequest both = WireRequest.of("PUT", "/bytes/source").header("content-disposition", bytes(NAME));
        assertEquals(
                200,
                send(both.header("x-amz-meta-colour", "gr\u00fcn").body("x")).status());
        assertEquals(
                200,
                send(WireRequest.of("PUT", "/bytes/copy").header("x-amz-copy-source", "/bytes/source"))
                        .status());
        Reply copy = read("HEAD", "/bytes/copy");
        assertEquals(bytes(NAME), copy.header("content-disposition"));
        assertEquals("=?UTF-8?Q?gr=C3=BCn?=", copy.header("x-amz-meta-colour"));
    }

    @Test
    void aPresignedUrlMayChooseAHeaderInLatin1() throws Exception {
        put("/bytes/chosen", "content-type", "text/plain");
        for (String method : List.of("GET", "HEAD")) {
            assertEquals(200, chosen(method, "%C3%9Cbersicht").status());
            assertEquals("\u00dcbersicht", chosen(method, "%C3%9Cbersicht").header("content-disposition"));
            assertEquals(400, chosen(method, "%E6%97%A5").status());
            assertEquals(400, chosen(method, "a%0D%0Ab").status());
        }
    }

    private static Reply chosen(String method, String disposition) throws IOException {
        WireRequest request = WireRequest.of(method, "/bytes/chosen?response-content-disposition=" + disposition)
                .host(server.address());
        return RawHttp.exchange(server.address(), WireSigner.now().presign(request, "60"));
    }

    /** The next request on the connection shows that a body did not follow where none may. */
    @Test
    void aSidecarWithWhatNoHeaderCanCarryIsServedWithoutIt() throws Exception {
        put("/bytes/edited", "x-amz-meta-good", "stays");
        server.close();
        Path sidecar = data.resolve("bytes/edited.metadata.json");
        String document = Files.readString(sidecar)
                .replaceFirst("\\{", "{\"contentType\":\"a\\\\r\\\\nSet-Cookie: b\",")
                .replace("\"good\"", "\"bad: name\":\"1\",\"bad\":\"\\r\\n\",\"good\"");
        Files.writeString(sidecar, document);
        server = server.restart();
        for (String method : List.of("HEAD", "GET")) {
            try (RawHttp http = RawHttp.connect(server.address())) {
                Reply reply = http.send(WireRequest.of(method, "/bytes/edited").sign(server.address()))
                        .reply(method.equals("HEAD"));
                assertEquals(200, reply.status());
                assertEquals("binary/octet-stream", reply.header("content-type"));
                assertEquals("stays", reply.header("x-amz-meta-good"));
                assertEquals("", reply.header("x-amz-meta-bad"));
                assertEquals(
                        200,
                        http.send(WireRequest.of("HEAD", "/bytes").sign(server.address()))
                                .reply(true)
                                .status());
            }
        }
        assertTrue(server.stderr().contains("bytes/edited.metadata.json: left out"), server.stderr());
    }
}
