package io.geckos.server.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** From which level on the server tells of itself. Libraries tell of warnings at most: what else they say is for their makers. */
public final class LogLevel {
    /** As they are called here; {@link #of} knows other names too. */
    public static final List<String> NAMES = List.of("off", "severe", "warning", "info", "fine", "all");

    private static final Map<String, String> OTHER_NAMES =
            Map.of("error", "severe", "warn", "warning", "debug", "fine", "trace", "all");

    // Held here, because a logger that nobody holds is forgotten with its level.
    private static final Logger OURS = Logger.getLogger("io.geckos");
    private static final Logger ALL = Logger.getLogger("");

    private LogLevel() {}

    /** The level of that name, in capitals or not; empty if there is none. */
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

    /** The level by its name here. */
    public static String name() {
        Level level = Optional.ofNullable(OURS.getLevel()).orElseGet(ALL::getLevel);
        return level.getName().toLowerCase(Locale.ROOT);
    }

    public static boolean isEnabled(Level level) {
        return OURS.isLoggable(level);
    }
}
