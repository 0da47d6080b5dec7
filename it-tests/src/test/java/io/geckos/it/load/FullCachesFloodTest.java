package io.geckos.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory that listings keep is free for clients who need it: floods of a server that has listed all it can remember. */
class FullCachesFloodTest {
    /** Together more than 32 MiB of names that begin alike nowhere. */
    private static final int FILES = 150_000;

    private static final int DIRECTORIES = 10;
    private static final int NAME_BYTES = 120;

    /** Together more than 32 MiB of keys. */
    private static final int UPLOADS = 36_000;

    private static final int KEY_BYTES = 500;

    /** A head of 46 KiB without an end. */
    private static final String HEAD =
            "GET /" + "a".repeat(16_000) + " HTTP/1.1\r\nhost: h\r\nx-long: " + "b".repeat(30_000);

    private final Random random = new Random(1);

    @TempDir
    Path folder;

    @Test
    void headsWithoutAnEndLeaveTheServerServing() throws Exception {
        try (FloodedServer server = FloodedServer.start(folder, Map.of())) {
            makeFiles(server);
            beginUploads(server);
            listAll(server);
            server.withstand(4_000, HEAD);
        }
    }

    private void makeFiles(FloodedServer server) throws IOException {
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            Path made = Files.createDirectory(server.bucket().resolve("directory" + directory));
            for (int file = 0; file < FILES / DIRECTORIES; file++) {
                Files.createFile(made.resolve(text(NAME_BYTES)));
            }
        }
    }

    private String text(int bytes) {
        byte[] text = new byte[bytes];
        random.nextBytes(text);
        return HexFormat.of().formatHex(text);
    }

    private void beginUploads(FloodedServer server) throws IOException {
        try (RawHttp http = server.connect()) {
            for (int upload = 0; upload < UPLOADS; upload++) {
                WireRequest begin = WireRequest.of("POST", "/flood/" + text(KEY_BYTES) + "?uploads");
                assertEquals(200, http.send(begin.host(server.address())).reply(false).status());
            }
        }
    }

    private static void listAll(FloodedServer server) throws IOException {
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            String prefix = "/flood?list-type=2&max-keys=1000&prefix=directory" + directory + "/";
            assertEquals(200, server.send(WireRequest.of("GET", prefix)).status());
        }
        assertEquals(
                200,
                server.send(WireRequest.of("GET", "/flood?uploads&max-uploads=1"))
                        .status());
    }
}
