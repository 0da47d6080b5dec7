package io.geckos.server.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log level of the server. Libraries log warnings and errors only, because their other messages are for their
 * developers.
 */
public final class LogLevel {
    /** The names of the levels. {@link #of} accepts other names too. */
    public static final List<String> NAMES = List.of("off", "severe", "warning", "info", "fine", "all");

    private static final Map<String, String> OTHER_NAMES =
            Map.of("error", "severe", "warn", "warning", "debug", "fine", "trace", "all");

    // Held here, because a logger without references is collected, and its level is lost.
    private static final Logger OURS = Logger.getLogger("io.geckos");
    private static final Logger ALL = Logger.getLogger("");

    private LogLevel() {}

    /** The level of that name, in any case; empty if there is none. */
    public static Optional<Level> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Optional.of(OTHER_NAMES.getOrDefault(lower, lower))
                .filter(NAMES::contains)
                .map(known -> Level.parse(known.toUpperCase(Locale.ROOT)));
    }

    public static void set(Level level) {
        OURS.setLevel(level);
        ALL.setLevel(level.intValue() < Level.WARNING.intValue() ? Level.WARNING : level);
    }

    /** The name of the current level. */
    public static String name() {
        Level level = Optional.ofNullable(OURS.getLevel()).orElseGet(ALL::getLevel);
        return level.getName().toLowerCase(Locale.ROOT);
    }

    public static boolean isEnabled(Level level) {
        return OURS.isLoggable(level);
    }
}
