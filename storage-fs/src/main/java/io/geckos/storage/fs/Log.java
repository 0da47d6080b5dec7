package io.geckos.storage.fs;

import java.lang.System.Logger.Level;

/** The engine's log: what an operator should know and no caller is told. */
final class Log {
    private static final System.Logger LOGGER = System.getLogger("io.geckos.storage.fs");

    private Log() {}

    static void debug(String message) {
        LOGGER.log(Level.DEBUG, message);
    }

    static void info(String message) {
        LOGGER.log(Level.INFO, message);
    }

    static void warn(String message) {
        LOGGER.log(Level.WARNING, message);
    }

    static void warn(String message, Throwable cause) {
        LOGGER.log(Level.WARNING, message, cause);
    }
}
