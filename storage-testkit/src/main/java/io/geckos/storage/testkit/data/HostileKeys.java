package io.geckos.storage.testkit.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/** Legal keys that many stores confuse with others, refuse, or resolve like a path. */
public final class HostileKeys {
    private static final List<String> SLASHES =
            List.of("a", "a/b", "a//b", "a///b", "/a", "//a", "a/", "a//", "/", "//", "///", "a/b/c", "a/b/");
    private static final List<String> DOTS = List.of(
            ".", "..", "...", "./a", "../a", "a/.", "a/..", "a/./b", "a/../b", "../../../etc/passwd", "..a", ".a");
    private static final List<String> SIDECARS = List.of(
            "x",
            "x.metadata.json",
            "x.metadata.json.metadata.json",
            "x.metadata.json/y",
            ".metadata.json",
            "a/.metadata.json",
            "a/b.metadata.json",
            "dir/.metadata.json/",
            "x.metadata.json~",
            "X.METADATA.JSON");
    private static final List<String> INTERNAL = List.of(
            ".geckos3",
            ".geckos3/x",
            ".geckos3/format.json",
            ".geckos3/staging/1",
            ".geckos3-tmp/x",
            ".geckos3-multipart/x",
            ".metadata-tmp-1",
            "a/.metadata-tmp-1",
            "bucket.json",
            "lock");
    private static final List<String> LENGTHS = List.of(
            "l".repeat(240),
            "l".repeat(241),
            "l".repeat(242),
            "l".repeat(254),
            "l".repeat(255),
            "l".repeat(256),
            "l".repeat(1023),
            "l".repeat(1024),
            "é".repeat(512),
            "😀".repeat(256),
            "long/" + "m".repeat(1019),
            "m".repeat(1019) + "/long",
            "/".repeat(1024),
            "/".repeat(1023) + "z",
            "d/".repeat(512),
            "d/".repeat(511) + "dd",
            "../".repeat(341) + "a",
            "\0".repeat(1024));
    private static final List<String> CHARACTERS = List.of(
            "nul\0",
            "nul\0l",
            "\0",
            "nul/\0/x",
            "nul",
            "control\1\t\n\r\u001b\u001f\u007f\u0085",
            "line\nbreak",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff",
            "😀/😀",
            "\u00e9",
            "e\u0301",
            "\u212b",
            "\u00c5",
            "\ufeff",
            "\u202ea");
    private static final List<String> NAMES = List.of(
            "Case",
            "case",
            "CASE",
            "case/Case",
            "Case/case",
            "ß",
            "ss",
            " ",
            "  ",
            " a",
            "a ",
            "a.",
            "a\\b",
            "C:\\x",
            "a:b",
            "CON",
            "nul.txt",
            "*?<>|\"'`$(x)",
            "%2F",
            "a%2Fb",
            "a%00b",
            "%",
            "%%",
            "+",
            "a+b",
            "a b",
            "~",
            "~a",
            "-rf",
            "#a",
            "a?b",
            "a&b=c",
            "a;v=1",
            "{}",
            "null");

    /** The pieces from which {@link #random} makes keys. */
    private static final List<String> PIECES = List.of(
            "a",
            "a",
            "b",
            "B",
            "/",
            "/",
            "//",
            ".",
            "..",
            "/./",
            "/../",
            ".metadata.json",
            "\0",
            "%",
            "%2F",
            "~",
            "\uffff",
            "😀",
            "é",
            "l".repeat(250),
            " ",
            "-",
            "\n");

    private HostileKeys() {}

    /** All hostile keys, each once. */
    public static List<String> all() {
        List<String> keys = new ArrayList<>();
        List.of(SLASHES, DOTS, SIDECARS, INTERNAL, LENGTHS, CHARACTERS, NAMES).forEach(keys::addAll);
        return keys;
    }

    /** The keys with few segments, for tests that list often. A store may read a directory for each segment. */
    public static List<String> shallow() {
        return all().stream()
                .filter(key -> key.chars().filter(c -> c == '/').count() < 10)
                .toList();
    }

    /** A key of few pieces, so that several of them often share a prefix or differ by little. */
    public static String random(Random random) {
        StringBuilder key = new StringBuilder(PIECES.get(random.nextInt(PIECES.size())));
        for (int n = random.nextInt(5); n > 0; n--) {
            key.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return key.toString();
    }

    /** {@code keys} in the order of their bytes, each once. Does not use the code under test. */
    public static List<String> sorted(Collection<String> keys) {
        return keys.stream()
                .distinct()
                .sorted((left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8)))
                .toList();
    }
}
