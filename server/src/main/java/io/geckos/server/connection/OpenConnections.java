package io.geckos.server.connection;

import static java.lang.System.Logger.Level.WARNING;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The open connections of a listener. Closes some when there are too many, when one address has too many, or when they use
 * too much memory. Only connections whose client is waited for are closed. Those that have no request being served go first.
 */
public final class OpenConnections {
    private static final System.Logger LOGGER = System.getLogger(OpenConnections.class.getName());
    private static final long QUIET_NANOS = 60_000_000_000L;

    /** A client that takes and sends nothing for so long loses its place to another who wants it. */
    private static final Duration STALLED = Duration.ofSeconds(5);

    /** How soon to look again for such a client when there was none. */
    private static final long LOOK_AGAIN_NANOS = 100_000_000;

    private final int most;
    private final int mostOfAddress;
    private final MemoryBudget memory;
    private final Runnable wake;
    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<ByteBuffer, Integer> ofAddress = new ConcurrentHashMap<>();
    private volatile boolean addressExceeds;
    private long warned = System.nanoTime() - QUIET_NANOS;
    private long looked = System.nanoTime() - LOOK_AGAIN_NANOS;

    /**
     * Without connections so far.
     *
     * @param most how many may be open
     * @param mostOfAddress how many of these may come from one address
     * @param memory what they may use together
     * @param wake has {@link #relieve} called soon
     */
    OpenConnections(int most, int mostOfAddress, MemoryBudget memory, Runnable wake) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
        this.memory = memory;
        this.wake = wake;
    }

    /** The memory of a connection, which may speak TLS. */
    ConnectionMemory memory(boolean tls) {
        return new ConnectionMemory(memory, tls, this::memoryWasTaken);
    }

    /** Counts a connection. If it is one too many, another is closed soon. */
    void add(ClientConnection connection) {
        open.add(connection);
        if (ofAddress.merge(connection.network(), 1, Integer::sum) > mostOfAddress) {
            addressExceeds = true;
            wake.run();
        } else if (open.size() > most) {
            wake.run();
        }
    }

    void remove(ClientConnection connection) {
        if (open.remove(connection)) {
            ofAddress.computeIfPresent(connection.network(), (_, count) -> count == 1 ? null : count - 1);
        }
    }

    int size() {
        return open.size();
    }

    /** How many bytes they use. */
    long memoryUsed() {
        return memory.used();
    }

    private void memoryWasTaken() {
        if (memory.isCrowded()) {
            wake.run();
        }
    }

    /** Closes those that are past their deadline at {@code now}, of {@link System#nanoTime}. */
    void closeOverdue(long now) {
        for (ClientConnection connection : open) {
            if (connection.isOverdue(now)) {
                connection.abandon();
            }
        }
    }

    /**
     * Closes the connection whose client has kept a request waiting for longest, if that is long enough; false if there is
     * none. For somebody else who wants to be served.
     */
    synchronized boolean closeStalled() {
        long now = System.nanoTime();
        if (now - looked < LOOK_AGAIN_NANOS) {
            return false;
        }
        boolean closed = open.stream()
                .filter(connection -> connection.isStalled(now, STALLED) && !connection.isAbandoned())
                .min(Comparator.comparingLong(connection -> connection.stalledSince() - now))
                .filter(ClientConnection::abandon)
                .isPresent();
        if (!closed) {
            looked = now;
        }
        return closed;
    }

    /** Closes as many as it takes to keep to the limits. */
    void relieve() {
        if (addressExceeds) {
            addressExceeds = false;
            relieveOfAddresses();
        }
        if (open.size() > most) {
            close(longestWaiting(open.stream()), open.size() - most - abandoned(_ -> 1), _ -> 1);
        }
        if (memory.isCrowded()) {
            warn(close(largest(), memory.excess() - abandoned(OpenConnections::held), OpenConnections::held));
        }
    }

    private void relieveOfAddresses() {
        Map<ByteBuffer, List<ClientConnection>> exceeding = new HashMap<>();
        for (ClientConnection connection : open) {
            if (ofAddress.getOrDefault(connection.network(), 0) > mostOfAddress) {
                exceeding
                        .computeIfAbsent(connection.network(), _ -> new ArrayList<>())
                        .add(connection);
            }
        }
        for (List<ClientConnection> connections : exceeding.values()) {
            long abandoned =
                    connections.stream().filter(ClientConnection::isAbandoned).count();
            long excess = connections.size() - mostOfAddress - abandoned;
            int closed = close(longestWaiting(connections.stream()), excess, _ -> 1);
            // Who serves requests only must wait until one of them ends: look again.
            addressExceeds |= closed < excess;
        }
    }

    private static List<ClientConnection> longestWaiting(Stream<ClientConnection> connections) {
        return connections
                .filter(connection -> connection.isWaiting() && !connection.isServing())
                .map(Candidate::of)
                .sorted(Comparator.comparingLong(Candidate::since))
                .map(Candidate::connection)
                .toList();
    }

    private List<ClientConnection> largest() {
        return open.stream()
                .filter(ClientConnection::isWaiting)
                .map(Candidate::of)
                .sorted(Comparator.comparingInt(Candidate::rank)
                        .thenComparingLong(candidate -> -candidate.memory())
                        .thenComparingLong(Candidate::since))
                .map(Candidate::connection)
                .toList();
    }

    /** A connection as it was a moment ago: what is sorted must not change meanwhile. */
    private record Candidate(ClientConnection connection, int rank, long memory, long since) {
        static Candidate of(ClientConnection connection) {
            int rank = connection.isServing() ? 1 : 0;
            return new Candidate(connection, rank, held(connection), connection.waitingSince());
        }
    }

    private static long held(ClientConnection connection) {
        return connection.memory().held();
    }

    /** What those will give back that were closed and have not ended yet. */
    private long abandoned(ToLongFunction<ClientConnection> weight) {
        return open.stream()
                .filter(ClientConnection::isAbandoned)
                .mapToLong(weight)
                .sum();
    }

    private static int close(List<ClientConnection> connections, long excess, ToLongFunction<ClientConnection> weight) {
        long left = excess;
        int closed = 0;
        for (ClientConnection connection : connections) {
            if (left <= 0) {
                break;
            }
            if (connection.abandon()) {
                left -= weight.applyAsLong(connection);
                closed++;
            }
        }
        return closed;
    }

    private void warn(int closed) {
        long now = System.nanoTime();
        if (closed > 0 && now - warned > QUIET_NANOS) {
            warned = now;
            LOGGER.log(
                    WARNING,
                    "{0} of {1} connections were closed because clients used {2} MiB of memory; a larger heap allows for"
                            + " more: GECKOS3_JAVA_OPTS=-Xmx512m",
                    closed,
                    open.size(),
                    memory.used() >> 20);
        }
    }

    /** What counts as one address: an IPv4 address, or the network of 64 bits that one client of IPv6 has at its disposal. */
    static ByteBuffer network(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            byte[] bytes = inet.getAddress().getAddress();
            return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 8));
        }
        return ByteBuffer.allocate(0);
    }
}
