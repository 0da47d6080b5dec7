package io.geckos.it.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.WireRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory that listings keep is free for clients who need it. A server that has listed all it can remember is flooded. */
class FullCachesFloodTest {
    /** Together nearly 32 MiB of names that begin alike nowhere. */
    private static final int FILES = 130_000;

    private static final int DIRECTORIES = 2;
    private static final int NAME_BYTES = 120;

    /** Together more keys than are known at a time. */
    private static final int UPLOADS = 8_000;

    private static final int KEY_BYTES = 500;

    /** Objects with as much metadata as is remembered, each in four directories of its own. */
    private static final int OBJECTS = 5_000;

    private static final int SEGMENT_BYTES = 100;
    private static final int METADATA_BYTES = 900;

    private static final List<String> LISTINGS = List.of(
            "/flood?list-type=2&max-keys=1000&prefix=directory0/",
            "/flood?list-type=2&max-keys=1000&prefix=directory1/",
            "/flood?uploads&max-uploads=1");

    private final Random random = new Random(1);

    @TempDir
    Path folder;

    @Test
    void headsWithoutAnEndLeaveTheServerServing() throws Exception {
        try (FloodedServer server = FloodedServer.start(folder, Map.of())) {
            makeFiles(server);
            beginUploads(server);
            storeObjects(server);
            listAll(server);
            AtomicBoolean over = new AtomicBoolean();
            Thread listing = Thread.ofVirtual().start(() -> listUntil(over, server));
            server.withstand(4_000, Flood.HEAD);
            over.set(true);
            listing.join();
            listAll(server);
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
                assertEquals(
                        200,
                        http.send(begin.host(server.address())).reply(false).status());
            }
        }
    }

    private void storeObjects(FloodedServer server) throws IOException {
        try (RawHttp http = server.connect()) {
            for (int object = 0; object < OBJECTS; object++) {
                String key =
                        IntStream.range(0, 5).mapToObj(_ -> text(SEGMENT_BYTES)).collect(Collectors.joining("/"));
                WireRequest put = WireRequest.of("PUT", "/flood/" + key)
                        .header("x-amz-meta-a", text(METADATA_BYTES))
                        .body(new byte[0]);
                assertEquals(
                        200, http.send(put.host(server.address())).reply(false).status());
            }
        }
    }

    /** What was forgotten for the clients' sake is read again meanwhile; whether this client is served does not matter. */
    private static void listUntil(AtomicBoolean over, FloodedServer server) {
        while (!over.get()) {
            try {
                for (String target : LISTINGS) {
                    RawHttp.Reply _ = server.send(WireRequest.of("GET", target));
                }
            } catch (IOException _) {
                // Closed by the server: this looks like one of the others.
            }
        }
    }

    private static void listAll(FloodedServer server) throws IOException {
        for (String target : LISTINGS) {
            assertEquals(200, server.send(WireRequest.of("GET", target)).status());
        }
    }
}
