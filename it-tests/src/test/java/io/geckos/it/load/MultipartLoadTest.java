package io.geckos.it.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many uploads in parts at once through a small heap. The properties {@code uploads} and {@code mebibytes} make it larger:
 * docs/clients.md.
 */
class MultipartLoadTest {
    private static final int UPLOADS = Integer.getInteger("uploads", 8);
    private static final int MEBIBYTES = Integer.getInteger("mebibytes", 128);
    private static final int PART_MEBIBYTES = 16;
    private static final int PARTS = MEBIBYTES / PART_MEBIBYTES;

    /** A mebibyte that every body repeats. */
    private static final byte[] BLOCK = new byte[1 << 20];

    @TempDir
    Path data;

    private String partTag = "";
    private String objectTag = "";

    @Test
    void uploadsInPartsAtOnceFitInAHeapOf64MiB() throws Exception {
        new Random(8).nextBytes(BLOCK);
        tags();
        ServerLaunch launch = ServerLaunch.on(data)
                .with("-auth=false")
                .environment("GECKOS3_JAVA_OPTS", "-Xmx64m")
                // The clients share this machine's cores, and starved ones are not what is tested here.
                .environment("GECKOS3_LIMITS_STALL_TIMEOUT", "2m");
        try (ServerProcess server = launch.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/load"));
            List<Callable<Void>> uploads = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                String path = "/load/upload-" + i;
                uploads.add(() -> upload(server, path));
            }
            for (Future<Void> upload : threads.invokeAll(uploads)) {
                upload.get();
            }
        }
    }

    private void tags() throws NoSuchAlgorithmException {
        MessageDigest part = MessageDigest.getInstance("MD5");
        for (int block = 0; block < PART_MEBIBYTES; block++) {
            part.update(BLOCK);
        }
        byte[] md5 = part.digest();
        MessageDigest object = MessageDigest.getInstance("MD5");
        for (int i = 0; i < PARTS; i++) {
            object.update(md5);
        }
        partTag = '"' + HexFormat.of().formatHex(md5) + '"';
        objectTag = '"' + HexFormat.of().formatHex(object.digest()) + "-" + PARTS + '"';
    }

    private Void upload(ServerProcess server, String path) throws IOException {
        try (RawHttp http = RawHttp.connect(server.address())) {
            String id = send(http, "POST " + path + "?uploads", 0).reply().element("UploadId");
            StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
            for (int number = 1; number <= PARTS; number++) {
                send(http, "PUT " + path + "?partNumber=" + number + "&uploadId=" + id, PART_MEBIBYTES << 20);
                for (int block = 0; block < PART_MEBIBYTES; block++) {
                    http.send(BLOCK);
                }
                assertEquals(partTag, http.reply().header("etag"));
                parts.append("<Part><PartNumber>" + number + "</PartNumber><ETag>" + partTag + "</ETag></Part>");
            }
            parts.append("</CompleteMultipartUpload>");
            String done = send(http, "POST " + path + "?uploadId=" + id, parts.length())
                    .send(parts.toString())
                    .reply()
                    .element("ETag");
            assertEquals(objectTag, done.replace("&quot;", "\""));
            download(http, path);
        }
        return null;
    }

    private void download(RawHttp http, String path) throws IOException {
        assertEquals(objectTag, send(http, "GET " + path, 0).head().header("etag"));
        for (int block = 0; block < MEBIBYTES; block++) {
            assertArrayEquals(BLOCK, http.read(BLOCK.length));
        }
    }

    private static RawHttp send(RawHttp http, String request, int length) throws IOException {
        return http.send(request + " HTTP/1.1\r\nhost: h\r\ncontent-length: " + length + "\r\n\r\n");
    }
}
