package io.geckos.storage.fs.testkit;

import java.util.List;
import java.util.stream.Stream;

/** Documents in JSON's grammar that the parser refuses by exceptions of its own choice: too many digits, too many levels. */
public final class HostileJson {
    private static final String DIGITS = "9".repeat(5_000);
    private static final int LEVELS = 3_000;

    public static final List<String> DOCUMENTS = List.of(
            "{\"size\":" + DIGITS + "}",
            "{\"geckos3\":" + DIGITS + "}",
            "{\"modified\":1e" + DIGITS + "}",
            "{\"number\":" + DIGITS + "}",
            "{\"layout\":" + DIGITS + "}",
            "{\"created\":" + DIGITS + ",\"settings\":{}}",
            "{\"key\":" + DIGITS + "}",
            "{\"previous\":".repeat(LEVELS) + "{}" + "}".repeat(LEVELS),
            "{\"other\":" + "[".repeat(LEVELS) + "]".repeat(LEVELS) + "}");

    private HostileJson() {}

    /** All hostile documents, followed by {@code others}. */
    public static List<String> and(String... others) {
        return Stream.concat(DOCUMENTS.stream(), Stream.of(others)).toList();
    }
}
