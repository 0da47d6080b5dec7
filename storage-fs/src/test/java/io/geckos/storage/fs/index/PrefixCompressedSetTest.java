package io.geckos.storage.fs.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixCompressedSetTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void isTheSetThatATreeIs(long seed) {
        Random random = new Random(seed);
        // Few characters, so that much is in common; and some strings so long that a block holds one or two.
        int longest = seed % 2 == 0 ? 12 : 1500;
        NavigableSet<byte[]> expected = new TreeSet<>(Arrays::compareUnsigned);
        PrefixCompressedSet actual = new PrefixCompressedSet();
        for (int i = 0; i < 6_000; i++) {
            byte[] string = string(random, longest);
            boolean adding = random.nextInt(6_000) > i / 2;
            assertEquals(
                    adding ? expected.add(string) : expected.remove(string),
                    adding ? actual.add(string) : actual.remove(string));
            assertEquals(expected.contains(string), actual.contains(string));
            if (i % 500 == 0) {
                assertSame(expected, actual, string(random, longest));
            }
        }
        assertSame(expected, actual, new byte[0]);
        for (byte[] string : List.copyOf(expected)) {
            assertTrue(actual.remove(string));
        }
        assertEquals(0, actual.size());
        assertEquals(0, actual.bytes());
        assertTrue(actual.seek(new byte[0]).isAtEnd());
    }

    @Test
    void runsComeOutSortedAndEachStringOnce() {
        Random random = new Random(1);
        MergedRuns runs = new MergedRuns();
        NavigableSet<byte[]> expected = new TreeSet<>(Arrays::compareUnsigned);
        for (int i = 0; i < 100_000; i++) {
            byte[] string = string(random, 9);
            runs.add(string);
            expected.add(string);
        }
        List<byte[]> actual = new ArrayList<>();
        runs.forEach(actual::add);
        assertEquals(texts(expected), texts(actual));
    }

    @Test
    void namesInARowTakeLittleMoreThanWhatTellsThemApart() {
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            names.add("holiday-in-the-mountains-%07d.jpg".formatted(i).getBytes(ISO_8859_1));
        }
        PrefixCompressedSet strings = new PrefixCompressedSet();
        strings.append(names);
        assertTrue(strings.bytes() < 100_000 * 10, strings.bytes() + " bytes");
    }

    private static void assertSame(NavigableSet<byte[]> expected, PrefixCompressedSet actual, byte[] from) {
        assertEquals(expected.size(), actual.size());
        List<byte[]> found = new ArrayList<>();
        for (PrefixCompressedSet.Cursor cursor = actual.seek(from); !cursor.isAtEnd(); cursor.advance()) {
            found.add(cursor.value());
        }
        assertEquals(texts(expected.tailSet(from, true)), texts(found));
    }

    private static List<String> texts(Iterable<byte[]> strings) {
        List<String> texts = new ArrayList<>();
        strings.forEach(string -> texts.add(new String(string, ISO_8859_1)));
        return texts;
    }

    private static byte[] string(Random random, int longest) {
        byte[] string = new byte[random.nextInt(random.nextInt(longest) + 1)];
        for (int i = 0; i < string.length; i++) {
            string[i] = (byte) (random.nextInt(3) * 127);
        }
        return string;
    }
}
