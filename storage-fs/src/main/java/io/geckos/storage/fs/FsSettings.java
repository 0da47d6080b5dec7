package io.geckos.storage.fs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How the engine is configured.
 *
 * @param reserve bytes that uploads leave free on the disk
 */
record FsSettings(Path dataDir, Durability durability, long reserve) {
    static final String DATA_DIR = "data-dir";
    static final String DURABILITY = "durability";
    static final String RESERVE = "reserve";

    static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(DATA_DIR, "./data");
        defaults.put(DURABILITY, "strict");
        defaults.put(RESERVE, "67108864");
        return Map.copyOf(defaults);
    }

    /** Reads settings; throws {@link IllegalArgumentException} naming the key, the value and what is allowed. */
    static FsSettings of(Map<String, String> given) {
        for (String key : given.keySet()) {
            if (!DEFAULTS.containsKey(key)) {
                throw new IllegalArgumentException(
                        "storage." + key + ": unknown key, allowed are " + String.join(", ", DEFAULTS.keySet()));
            }
        }
        Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
        settings.putAll(given);
        return new FsSettings(
                dataDir(settings.getOrDefault(DATA_DIR, "")),
                durability(settings.getOrDefault(DURABILITY, "")),
                bytes(RESERVE, settings.getOrDefault(RESERVE, "")));
    }

    private static Path dataDir(String value) {
        try {
            if (!value.isBlank()) {
                return Path.of(value).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException _) {
            // Answered below.
        }
        throw bad(DATA_DIR, value, "the path of a directory");
    }

    private static Durability durability(String value) {
        for (Durability durability : Durability.values()) {
            if (durability.name().toLowerCase(Locale.ROOT).equals(value)) {
                return durability;
            }
        }
        throw bad(DURABILITY, value, "strict or relaxed");
    }

    private static long bytes(String key, String value) {
        try {
            long bytes = Long.parseLong(value);
            if (bytes >= 0) {
                return bytes;
            }
        } catch (NumberFormatException _) {
            // Answered below.
        }
        throw bad(key, value, "a number of bytes, 0 or more");
    }

    private static IllegalArgumentException bad(String key, String value, String allowed) {
        return new IllegalArgumentException("storage." + key + " = \"" + value + "\": allowed is " + allowed);
    }
}
