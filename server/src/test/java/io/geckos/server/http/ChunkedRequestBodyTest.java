package io.geckos.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.buffers.DataReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedRequestBodyTest {
    @Test
    void chunksAreJoinedHoweverTheyArrive() throws IOException {
        byte[] wire =
                "5\r\nhello\r\n1;name=value\r\n \r\n00A\r\n0123456789\r\n0\r\nx-trailer: 1\r\n\r\nGET / HTTP/1.1\r\n"
                        .getBytes(US_ASCII);
        for (int piece = 1; piece < wire.length; piece++) {
            DataReader reader = reader(wire, piece);
            assertArrayEquals("hello 0123456789".getBytes(US_ASCII), new ChunkedRequestBody(reader).readAllBytes());
            assertEquals("GET / HTTP/1.1", reader.readLine());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nhello\r\n0\r\n\r\n",
                "-1\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                "5\nhello\n0\n\n",
                "5\r\nhello0\r\n\r\n",
                "4\r\nhello\r\n0\r\n\r\n",
                "6\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n",
                "5\r\nhel",
                "5\r\nhello\r\n0\r\n",
                "1000000000000000\r\nhello\r\n0\r\n\r\n"
            })
    void brokenFramingIsAnErrorNeverAnEnd(String wire) {
        assertThrows(
                IOException.class, () -> new ChunkedRequestBody(reader(wire.getBytes(US_ASCII), 7)).readAllBytes());
    }

    @Test
    void endlessLinesAndTrailersAreGivenUp() {
        String size = "0".repeat(1000) + "5\r\nhello\r\n0\r\n\r\n";
        assertThrows(
                IOException.class, () -> new ChunkedRequestBody(reader(size.getBytes(US_ASCII), 64)).readAllBytes());
        String trailers = "0\r\n" + "a: b\r\n".repeat(1000) + "\r\n";
        assertThrows(
                IOException.class,
                () -> new ChunkedRequestBody(reader(trailers.getBytes(US_ASCII), 64)).readAllBytes());
    }

    @Test
    void aHugeChunkIsReadInPieces() throws IOException {
        Random random = new Random(1);
        DataReader endless = DataReader.create(() -> {
            byte[] bytes = new byte[8192];
            random.nextBytes(bytes);
            return bytes;
        });
        DataReader reader = prefixed("fffffffffffffff\r\n".getBytes(US_ASCII), endless);
        ChunkedRequestBody body = new ChunkedRequestBody(reader);
        byte[] buffer = new byte[65_536];
        for (int i = 0; i < 1000; i++) {
            assertTrue(body.read(buffer, 0, buffer.length) > 0);
            assertTrue(reader.available() <= 8192);
        }
    }

    private static DataReader reader(byte[] wire, int piece) {
        ByteArrayInputStream in = new ByteArrayInputStream(wire);
        return DataReader.create(() -> {
            byte[] bytes = new byte[Math.min(piece, in.available())];
            return in.readNBytes(bytes, 0, bytes.length) == 0 ? null : bytes;
        });
    }

    private static DataReader prefixed(byte[] first, DataReader rest) {
        boolean[] given = new boolean[1];
        return DataReader.create(() -> {
            if (!given[0]) {
                given[0] = true;
                return first;
            }
            rest.ensureAvailable();
            return rest.readBytes(rest.available());
        });
    }
}
