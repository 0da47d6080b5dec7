package io.geckos.storage.fs.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects the warnings that the engine writes to its log until this is closed. */
public final class LoggedWarnings extends Handler implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("io.geckos.storage.fs");

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Level before = LOG.getLevel();

    public LoggedWarnings() {
        LOG.setLevel(Level.WARNING);
        LOG.addHandler(this);
    }

    /** All so far. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord entry) {
        messages.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOG.removeHandler(this);
        LOG.setLevel(before);
    }
}
