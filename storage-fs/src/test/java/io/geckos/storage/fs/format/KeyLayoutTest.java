package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.FileType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys become file names, and file names become keys again. */
class KeyLayoutTest {
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "/",
            "/",
            "/",
            ".",
            "..",
            "^",
            "^^",
            "^=",
            "^+",
            "^0",
            "\0",
            ".metadata.json",
            "n",
            "é",
            "😀",
            "\uffff",
            ".geckos3-tmp",
            ".metadata-tmp-",
            "x".repeat(120),
            "é".repeat(110),
            "^".repeat(120),
            "A");

    @Test
    void ordinaryKeysAreTheirOwnPaths() {
        for (String key : List.of("cat.jpg", "photos/2024/cat.jpg", "a b/ü.txt", ".hidden", "~x", "100%")) {
            assertEquals(key, first(key).toString());
        }
    }

    @Test
    void illegalFileNamesAreEscaped() {
        assertEquals("a/^^/b", first("a//b").toString());
        assertEquals("^^../etc/^=..", first("../etc/..").toString());
        assertEquals("a/^=", first("a/").toString());
        assertEquals("^=x.metadata.jso^n", first("x.metadata.json").toString());
        assertEquals("^=^^=a", first("^=a").toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachKeyHasAPathOfItsOwnThatLeadsBackToIt(long seed) {
        Random random = new Random(seed);
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 4_000; i++) {
            keys.add(randomKey(random));
        }
        Map<ObjectPath, String> owners = new HashMap<>();
        for (String key : keys) {
            for (ObjectPath place : KeyLayout.places(new ObjectKey(key))) {
                assertNull(owners.put(place, key), () -> "seed " + seed + ": two keys at " + place);
                assertEquals(key, keyAt(place), () -> "seed " + seed + " at " + place);
                assertFits(place);
            }
        }
    }

    @Test
    void theDeepestKeyFitsAPath() {
        ObjectPath place = first("/".repeat(1024));
        assertTrue(place.toString().length() < 4096 - 64);
        assertEquals("/".repeat(1024), keyAt(place));
    }

    @Test
    void fileNamesThatNoKeyMapsToAreIgnored() {
        for (String name : List.of("^=^", "^=^x", "^^", "^+", "^+a", ".geckos3-tmp", ".metadata-tmp-1")) {
            assertNull(KeyLayout.read(KeyLayout.Directory.BUCKET, name, FileType.REGULAR), name);
        }
        for (String name : List.of("^^a", "^=", "x.metadata.json", ".geckos3-multipart", "^+")) {
            assertNull(KeyLayout.read(KeyLayout.Directory.BUCKET, name, FileType.DIRECTORY), name);
        }
    }

    private static ObjectPath first(String key) {
        return KeyLayout.places(new ObjectKey(key)).getFirst();
    }

    /** Reads a place as a listing does, from directory to directory. */
    private static String keyAt(ObjectPath place) {
        KeyLayout.Directory within = KeyLayout.Directory.BUCKET;
        for (String name :
                place.directory().isEmpty() ? new String[0] : place.directory().split("/", -1)) {
            within = KeyLayout.below(within, name);
        }
        String name = place.is(ObjectPath.Kind.MARKER) ? place.sidecar() : place.name();
        KeyLayout.Named named = KeyLayout.read(within, name, FileType.REGULAR);
        assertNotNull(named, place::toString);
        assertEquals(place, named.place());
        return named.text();
    }

    private static void assertFits(ObjectPath place) {
        for (String name : (place.directory().isEmpty() ? "a" : place.directory()).split("/", -1)) {
            int length = name.getBytes(UTF_8).length;
            assertTrue(length > 0 && length <= 255 && name.indexOf('\0') < 0, name);
        }
        String longest = place.is(ObjectPath.Kind.BARE) ? place.name() : place.sidecar();
        assertTrue(longest.getBytes(UTF_8).length <= 255, longest);
    }

    private static String randomKey(Random random) {
        StringBuilder key = new StringBuilder();
        int pieces = 1 + random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            if ((key + piece).getBytes(UTF_8).length <= ObjectKey.MAX_BYTES) {
                key.append(piece);
            }
        }
        return key.isEmpty() ? "a" : key.toString();
    }
}
