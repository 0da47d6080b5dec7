package io.geckos.storage.fs;

import io.geckos.domain.engine.EngineSettings;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.maintenance.MaintenanceSettings;
import io.geckos.storage.fs.volume.Durability;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The settings of the engine.
 *
 * @param reserve bytes that uploads leave free on the disk
 * @param coarseTimes whether the engine starts on a file system whose modification times are too coarse to tell files apart
 */
public record FsSettings(
        Path dataDir,
        Durability durability,
        long reserve,
        FileModes modes,
        boolean coarseTimes,
        MaintenanceSettings upkeep,
        DirectoryIndex.Limits index) {
    static final String DATA_DIR = "data-dir";
    static final String DURABILITY = "durability";
    static final String RESERVE = "reserve";
    static final String FILE_MODE = "file-mode";
    static final String DIRECTORY_MODE = "directory-mode";
    static final String COARSE_TIMES = "allow-coarse-times";

    static final String INTERVAL = "housekeeping-interval";
    static final String ADOPT_RATE = "adopt-rate";
    static final String LEFTOVERS_AGE = "leftovers-age";
    static final String UPLOAD_AGE = "upload-age";
    static final String SCRUB_RATE = "scrub-rate";

    static final String INDEX_MEMORY = "index-memory";
    static final String INDEX_RESCAN = "index-rescan";

    static final Map<String, String> DEFAULTS = defaults();

    private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put(DATA_DIR, "./data");
        defaults.put(DURABILITY, "strict");
        defaults.put(RESERVE, "64MiB");
        defaults.put(FILE_MODE, "");
        defaults.put(DIRECTORY_MODE, "");
        defaults.put(COARSE_TIMES, "false");
        defaults.put(INTERVAL, "1h");
        defaults.put(ADOPT_RATE, "32MiB");
        defaults.put(LEFTOVERS_AGE, "1d");
        defaults.put(UPLOAD_AGE, "7d");
        defaults.put(SCRUB_RATE, "0");
        defaults.put(INDEX_MEMORY, "32MiB");
        defaults.put(INDEX_RESCAN, "30s");
        return Collections.unmodifiableMap(defaults);
    }

    /** Reads settings; throws {@link IllegalArgumentException} naming the key, the value and what is allowed. */
    public static FsSettings of(Map<String, String> given) {
        EngineSettings values = new EngineSettings(given, DEFAULTS);
        return new FsSettings(
                directory(values, DATA_DIR),
                values.choice(DURABILITY, Durability.class),
                values.bytes(RESERVE),
                FileModes.of(
                        mode(values, FILE_MODE, FileModes.OWNER_FILE),
                        mode(values, DIRECTORY_MODE, FileModes.OWNER_DIRECTORY)),
                values.flag(COARSE_TIMES),
                new MaintenanceSettings(
                        values.duration(INTERVAL),
                        values.bytes(ADOPT_RATE),
                        values.duration(LEFTOVERS_AGE),
                        values.duration(UPLOAD_AGE),
                        values.bytes(SCRUB_RATE)),
                new DirectoryIndex.Limits(
                        values.bytes(INDEX_MEMORY), DirectoryIndex.Limits.SMALL, values.duration(INDEX_RESCAN)));
    }

    private static Path directory(EngineSettings values, String key) {
        String value = values.text(key);
        try {
            if (!value.isBlank()) {
                return Path.of(value).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException _) {
            // The error below reports it.
        }
        throw values.refused(key, "the path of a directory");
    }

    /** A mode in octal with at least the bits of {@code least}; empty if none is set. */
    private static OptionalInt mode(EngineSettings values, String key, int least) {
        String value = values.text(key);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (MODE.matcher(value).matches()) {
            int mode = Integer.parseInt(value, 8);
            if ((mode & least) == least && mode <= 0777) {
                return OptionalInt.of(mode);
            }
        }
        throw values.refused(key, "nothing, or an octal mode from %04o to 0777 with all of %1$04o".formatted(least));
    }
}
