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
 * The open connections of a listener. Closes some when there are too many, when one address has too many, or when they
 * use too much memory. Only connections that wait for their client are closed. Those without a request go first.
 */
public final class OpenConnections {
    private static final System.Logger LOGGER = System.getLogger(OpenConnections.class.getName());
    private static final long QUIET_NANOS = 60_000_000_000L;

    /** A client that takes and sends nothing for so long can lose its place to another client. */
    private static final Duration STALLED = Duration.ofSeconds(5);

    /** The time until the next search for such a client, if there was none. */
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
     * Begins without connections.
     *
     * @param most the largest number of open connections
     * @param mostOfAddress the largest number of open connections from one address
     * @param memory the memory that they share
     * @param wake makes another thread call {@link #relieve} soon
     */
    OpenConnections(int most, int mostOfAddress, MemoryBudget memory, Runnable wake) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
        this.memory = memory;
        this.wake = wake;
    }

    /** The memory account of a new connection; {@code tls} if it uses TLS. */
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

    /** The number of bytes that they use. */
    long memoryUsed() {
        return memory.used();
    }

    private void memoryWasTaken() {
        if (memory.isCrowded()) {
            wake.run();
        }
    }

    /** Closes the connections whose deadline has passed at {@code now}, by {@link System#nanoTime}. */
    void closeOverdue(long now) {
        for (ClientConnection connection : open) {
            if (connection.isOverdue(now)) {
                connection.abandon();
            }
        }
    }

    /**
     * Closes the connection whose client has kept a request waiting for longest, so that another client can be served.
     * Answers false if none has waited long enough.
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

    /** Closes connections until the limits are kept. */
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
            // All connections are serving requests: wait until one of them ends, and look again.
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

    /** The state of a connection at one moment, because the values must not change while they are sorted. */
    private record Candidate(ClientConnection connection, int rank, long memory, long since) {
        static Candidate of(ClientConnection connection) {
            int rank = connection.isServing() ? 1 : 0;
            return new Candidate(connection, rank, held(connection), connection.waitingSince());
        }
    }

    private static long held(ClientConnection connection) {
        return connection.memory().held();
    }

    /** The weight of connections that were closed and have not ended yet. */
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

    /**
     * The part of an address that counts as one client: the whole IPv4 address, or the first 64 bits of an IPv6
     * address, because one client usually has such a whole network.
     */
    static ByteBuffer network(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            byte[] bytes = inet.getAddress().getAddress();
            return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 8));
        }
        return ByteBuffer.allocate(0);
    }
}
