package io.geckos.server.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that keep the server waiting for too long. Also closes some if there are too many, or if they use
 * too much memory.
 */
public final class IdleConnectionWatchdog implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);

    /** The pause between two rounds of closing. A closed connection needs a moment to give its memory back. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final List<OpenConnections> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::run);

    public void start() {
        thread.start();
    }

    /** Begins to watch the connections of a listener. */
    public OpenConnections listener(int most, int mostOfAddress, MemoryBudget memory) {
        OpenConnections connections = new OpenConnections(most, mostOfAddress, memory, this::wake);
        listeners.add(connections);
        return connections;
    }

    /** The number of open connections. */
    public int size() {
        return listeners.stream().mapToInt(OpenConnections::size).sum();
    }

    /** The number of bytes that clients use. */
    public long memoryUsed() {
        return listeners.stream().mapToLong(OpenConnections::memoryUsed).sum();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void wake() {
        if (woken.availablePermits() == 0) {
            woken.release();
        }
    }

    private void run() {
        try {
            while (true) {
                boolean _ = woken.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
                long now = System.nanoTime();
                for (OpenConnections connections : listeners) {
                    connections.closeOverdue(now);
                    connections.relieve();
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            // The server has stopped.
        }
    }
}
