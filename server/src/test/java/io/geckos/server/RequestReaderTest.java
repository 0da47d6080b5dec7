package io.geckos.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.helidon.common.buffers.DataReader;
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
        assertEquals("GET", reader.method());
        reader.restart();
        assertEquals(0, reader.available());
        reader.ensureAvailable();
        reader.readBytes(15);
        assertEquals("get", reader.method());
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
