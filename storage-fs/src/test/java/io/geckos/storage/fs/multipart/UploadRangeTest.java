package io.geckos.storage.fs.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UploadRangeTest {
    /** Room for two. */
    private final UploadRange range = new UploadRange(bytes("b"), 150);

    @Test
    void takesTheFirstThatFitAndEndsBeforeTheRest() {
        for (String place : new String[] {"e", "a", "d", "c", "c"}) {
            range.add(bytes(place));
        }
        assertArrayEquals(bytes("c"), range.first(bytes("b")));
        assertArrayEquals(bytes("d"), range.first(bytes("cc")));
        assertArrayEquals(bytes("e"), range.until());
        assertTrue(range.bytes() <= 150);
        assertTrue(range.covers(bytes("dd")));
        assertFalse(range.covers(bytes("a")));
        assertFalse(range.covers(bytes("e")));
    }

    @Test
    void endsNowhereWhileAllFit() {
        range.add(bytes("c"));
        range.remove(bytes("c"));
        range.remove(bytes("d"));
        assertEquals(0, range.bytes());
        assertNull(range.first(bytes("b")));
        assertNull(range.until());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
