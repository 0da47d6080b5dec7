package io.geckos.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.http.BodySource;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentGeneratorTest {
    private static final int LONG = 20_000_000;

    @Test
    void contentMatchesItselfHoweverItIsCut() {
        long start = ContentGenerator.start(7, 0);
        ByteBuffer content = content(start, LONG);
        assertTrue(ContentGenerator.matches(start, 0, content));
        assertTrue(ContentGenerator.matches(start, 12_345_678, content.slice(12_345_678, 300_000)));
    }

    @Test
    void oneChangedByteIsNoticed() {
        long start = ContentGenerator.start(7, 0);
        ByteBuffer content = content(start, LONG);
        content.put(LONG - 1, (byte) (content.get(LONG - 1) + 1));
        assertFalse(ContentGenerator.matches(start, 0, content));
    }

    @Test
    void objectsAndVersionsDifferFromTheirFirstBytes() {
        ByteBuffer first = content(ContentGenerator.start(7, 0), 64);
        assertFalse(ContentGenerator.matches(ContentGenerator.start(8, 0), 0, first));
        assertFalse(ContentGenerator.matches(ContentGenerator.start(7, 1), 0, first));
    }

    @Test
    void aMillionObjectsShareNoContent() {
        Set<Long> starts = new HashSet<>();
        for (long number = 0; number < 1_000_000; number++) {
            starts.add(ContentGenerator.start(number, 0));
        }
        assertEquals(1_000_000, starts.size());
    }

    private static ByteBuffer content(long start, int length) {
        ByteBuffer content = ByteBuffer.allocate(length);
        new BodySource.Plain(start, 0, length).slices(content::put);
        return content.flip();
    }
}
