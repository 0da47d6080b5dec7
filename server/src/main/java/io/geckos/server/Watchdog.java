package io.geckos.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes connections that keep the server waiting for longer than they may. */
final class Watchdog implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread thread = Ticks.every(TICK, Thread.ofPlatform().daemon().name("watchdog"), this::tick);

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

    private void tick() {
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
}
