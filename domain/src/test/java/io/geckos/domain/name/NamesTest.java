package io.geckos.domain.name;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.text.Utf8Text;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "a.b.c", "0-9", "my--bucket", "192.168.5", "1.2.3.4.5"})
    void legalBucketNames(String name) {
        assertTrue(BucketName.isLegal(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "a_b",
                "a..b",
                "-ab",
                "ab-",
                ".ab",
                "ab.",
                "a.-b",
                "a-.b",
                "192.168.5.4",
                "xn--abc",
                "sthree-abc",
                "abc-s3alias",
                "abc--ol-s3",
                "abc.mrap",
                ".geckos3",
                "a b",
                "ab\n",
                "é11"
            })
    void illegalBucketNames(String name) {
        assertFalse(BucketName.isLegal(name));
        assertThrows(IllegalArgumentException.class, () -> new BucketName(name));
    }

    @Test
    void bucketNamesHaveThreeToSixtyThreeCharacters() {
        assertTrue(BucketName.isLegal("a".repeat(63)));
        assertFalse(BucketName.isLegal("a".repeat(64)));
    }

    @Test
    void keysAreMeasuredInBytes() {
        assertEquals(1024, new ObjectKey("é".repeat(512)).value().getBytes(UTF_8).length);
        assertThrows(IllegalArgumentException.class, () -> new ObjectKey("é".repeat(512) + "a"));
        assertThrows(IllegalArgumentException.class, () -> new ObjectKey(""));
        assertThrows(IllegalArgumentException.class, () -> new ObjectKey("a\uD800b"));
        assertThrows(IllegalArgumentException.class, () -> new ObjectKey("a\uDC00"));
    }

    @Test
    void keysOrderByTheirBytes() {
        Random random = new Random(1024);
        for (int i = 0; i < 20_000; i++) {
            String left = text(random);
            String right = text(random);
            assertEquals(
                    Integer.signum(Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8))),
                    Integer.signum(ObjectKey.ORDER.compare(left, right)),
                    () -> left + " and " + right);
            assertEquals(left.getBytes(UTF_8).length, Utf8Text.length(left));
        }
    }

    private static String text(Random random) {
        int[] alphabet = {'a', '/', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10001, 0x10ffff};
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(5); n > 0; n--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
