package io.geckos.storage.fs.files;

import java.lang.System.Logger.Level;

/** The engine's log: messages for the operator that no exception carries. */
public final class StorageLog {
    private static final System.Logger LOGGER = System.getLogger("io.geckos.storage.fs");

    private StorageLog() {}

    public static void debug(String message) {
        LOGGER.log(Level.DEBUG, message);
    }

    public static void info(String message) {
        LOGGER.log(Level.INFO, message);
    }

    public static void warn(String message) {
        LOGGER.log(Level.WARNING, message);
    }

    public static void warn(String message, Throwable cause) {
        LOGGER.log(Level.WARNING, message, cause);
    }
}
