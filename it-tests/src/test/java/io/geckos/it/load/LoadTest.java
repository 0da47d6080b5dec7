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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many large transfers at once through a small heap. */
class LoadTest {
    private static final int TRANSFERS = 64;
    private static final int BLOCKS = 64;

    /** A mebibyte that every body repeats. */
    private static final byte[] BLOCK = new byte[1 << 20];

    @TempDir
    Path data;

    private String etag = "";

    @Test
    void sixtyFourUploadsAndDownloadsOf64MiBAtOnceFitInAHeapOfThatSize() throws Exception {
        new Random(64).nextBytes(BLOCK);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        for (int block = 0; block < BLOCKS; block++) {
            md5.update(BLOCK);
        }
        etag = '"' + HexFormat.of().formatHex(md5.digest()) + '"';

        ServerLaunch launch = ServerLaunch.on(data)
                .with("-auth=false")
                .environment("GECKOS3_JAVA_OPTS", "-Xmx64m")
                // The clients share this machine's cores, and starved ones are not what is tested here.
                .environment("GECKOS3_LIMITS_STALL_TIMEOUT", "2m");
        try (ServerProcess server = launch.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RawHttp.exchange(server.address(), WireRequest.of("PUT", "/load"));
            upload(server, "source");
            List<Callable<Void>> transfers = new ArrayList<>();
            for (int i = 0; i < TRANSFERS; i++) {
                String key = "upload-" + i;
                transfers.add(() -> upload(server, key));
                transfers.add(() -> download(server, "source"));
            }
            for (Future<Void> transfer : threads.invokeAll(transfers)) {
                transfer.get();
            }
        }
    }

    private Void upload(ServerProcess server, String key) throws IOException {
        try (RawHttp http = RawHttp.connect(server.address())) {
            http.send("PUT /load/" + key + " HTTP/1.1\r\nhost: h\r\ncontent-length: " + BLOCKS * BLOCK.length
                    + "\r\n\r\n");
            for (int block = 0; block < BLOCKS; block++) {
                http.send(BLOCK);
            }
            assertEquals(etag, http.reply().header("etag"));
        }
        return null;
    }

    private Void download(ServerProcess server, String key) throws IOException {
        try (RawHttp http = RawHttp.connect(server.address())) {
            assertEquals(
                    etag,
                    http.send("GET /load/" + key + " HTTP/1.1\r\nhost: h\r\n\r\n")
                            .head()
                            .header("etag"));
            for (int block = 0; block < BLOCKS; block++) {
                assertArrayEquals(BLOCK, http.read(BLOCK.length));
            }
        }
        return null;
    }
}
