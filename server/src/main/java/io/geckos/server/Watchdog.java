package io.geckos.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes connections that keep the server waiting for longer than they may. */
final class Watchdog implements AutoCloseable {
    private static final long TICK_MILLIS = 250;

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::run);

    void start() {
        thread.start();
    }

    void watch(Connection connection) {
        connections.add(connection);
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    /** How many connections are open. */
    int size() {
        return connections.size();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                long now = System.nanoTime();
                connections.removeIf(connection -> {
                    boolean overdue = connection.isOverdue(now);
                    if (overdue) {
                        // Closing can wait for the peer, and one connection must not hold up the others.
                        Thread.startVirtualThread(connection::cut);
                    }
                    return overdue;
                });
            }
        } catch (InterruptedException _) {
            // The server has stopped.
        }
    }
}
