package io.geckos.it.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rubbish that clients send is answered and logged as a request; no library prints what it thinks of it. */
class QuietRefusalsTest {
    private static final List<String> TARGETS = List.of(
            "POST /bucket?delete",
            "PUT /bucket?tagging",
            "PUT /bucket?cors",
            "PUT /bucket/key?tagging",
            "POST /bucket/key?uploadId=0",
            "PUT /bucket?acl",
            "PUT /bucket2");

    private static final List<String> BODIES = List.of(
            "\u00ff",
            "\u00ff\u00fe\u0000<",
            "<Delete>\u00e9</Delete>",
            "<?xml version='3.0'?><Delete/>",
            "<?xml version='1.0' encoding='x'?><Delete/>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///nowhere'>]><a>&x;</a>",
            "<!DOCTYPE \u0000",
            "<a",
            "{\"json\":1}");

    private static final List<String> HEADS = List.of(
            "\u00ff\u00fe\r\n\r\n",
            "GET / HTTP/9.9\r\nhost: h\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nhost: h\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
            "POST /bucket HTTP/1.1\r\nhost: h\r\ncontent-type: multipart/form-data; boundary=\u00e9\r\ncontent-length: 3\r\n\r\n\u00ff\u00fe\u00fd",
            "PUT /bucket/key HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n");

    @TempDir
    Path data;

    @Test
    void rubbishLeavesNothingOnStandardError() throws Exception {
        try (ServerProcess server = ServerLaunch.on(data).with("-auth=false").start()) {
            assertEquals(
                    200,
                    RawHttp.exchange(server.address(), WireRequest.of("PUT", "/bucket"))
                            .status());
            for (String target : TARGETS) {
                for (String body : BODIES) {
                    String[] words = target.split(" ", -1);
                    WireRequest request =
                            WireRequest.of(words[0], words[1]).body(body.getBytes(StandardCharsets.ISO_8859_1));
                    int status = RawHttp.exchange(server.address(), request).status();
                    assertTrue(status >= 400 && status != 500, target + " " + body + ": " + status);
                }
            }
            for (String head : HEADS) {
                try (RawHttp http = RawHttp.connect(server.address())) {
                    http.send(head).finish().untilClosed();
                } catch (IOException _) {
                    // Cut off, which is an answer too.
                }
            }
            server.terminate();
            assertEquals(0, server.awaitExit());
            assertEquals("", server.stderr());
        }
    }
}
