package io.geckos.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.Http1HeadersParser;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private final Queue<byte[]> coming = new ArrayDeque<>();
    private final RequestReader reader = new RequestReader(coming::poll);

    private void comes(String... pieces) {
        for (String piece : pieces) {
            coming.add(piece.getBytes(US_ASCII));
        }
    }

    @Test
    void whatComesAfterARestartIsReadOn() {
        comes("GET / HTTP/1.1", "get /x HTTP/1.1");
        reader.ensureAvailable();
        reader.readBytes(14);
        assertEquals("GET", reader.line().method());
        reader.restart();
        assertEquals(0, reader.available());
        reader.ensureAvailable();
        reader.readBytes(15);
        assertEquals("get", reader.line().method());
    }

    @Test
    void aLineOfHttp10IsReadAsOneOfHttp11() {
        comes("GET / HTTP/1.0 HTTP/1.0GET / HTTP/1.0");
        reader.ensureAvailable();
        assertEquals("GET / HTTP/1.1", new String(reader.readBytes(14), US_ASCII));
        assertTrue(reader.line().isHttp10());
        assertEquals(" HTTP/1.0", new String(reader.readBytes(9), US_ASCII), "no line, but what follows it");
        reader.restart();
        assertFalse(reader.line().isHttp10(), "not read yet");
        assertEquals("GET / HTTP/1.1", new String(reader.readBytes(14), US_ASCII));
        assertTrue(reader.line().isHttp10());
    }

    @Test
    void whatHasComeAlreadyIsNotLost() {
        comes("onetwo");
        reader.ensureAvailable();
        assertEquals("one", reader.readAsciiString(3));
        reader.restart();
        assertEquals("two", reader.readAsciiString(3));
        reader.restart();
        assertThrows(DataReader.InsufficientDataAvailableException.class, reader::ensureAvailable);
    }

    @Test
    void headerLinesAreCountedAndTooManyAreNotRead() {
        comes("GET / HTTP/1.1\r\n", "n: v\r\n".repeat(HeaderLines.MOST) + "\r\n");
        readHead();
        assertEquals(HeaderLines.MOST, reader.lines().count());
        // The name and what follows the colon.
        assertEquals(HeaderLines.MOST * 3L, reader.lines().text());
        reader.restart();
        assertEquals(0, reader.lines().count());
        comes("GET / HTTP/1.1\r\n", "n: v\r\n".repeat(HeaderLines.MOST) + "n");
        assertThrows(IllegalStateException.class, this::readHead);
        assertEquals("n", reader.readAsciiString(1));
    }

    @Test
    void linesOfABodyAreNoHeaders() {
        comes("GET / HTTP/1.1\r\n", "n: v\r\n\r\n", "1\r\n".repeat(2 * HeaderLines.MOST) + "\r\n");
        readHead();
        while (!reader.startsWithNewLine()) {
            reader.skip(3);
        }
        assertEquals(1, reader.lines().count());
        assertEquals(3, reader.lines().text());
    }

    private void readHead() {
        reader.readBytes(reader.findNewLine(1_000));
        reader.skip(2);
        Http1HeadersParser.readHeaders(reader, 10_000, true);
    }

    /** What a later Helidon adds would read from where nothing comes. */
    @Test
    void passesEveryCallOn() {
        List<Method> all = List.of(DataReader.class.getDeclaredMethods());
        all.stream()
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .forEach(method -> assertDoesNotThrow(
                        () -> RequestReader.class.getDeclaredMethod(method.getName(), method.getParameterTypes())));
    }
}
