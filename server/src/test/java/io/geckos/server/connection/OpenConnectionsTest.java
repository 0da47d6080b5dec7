package io.geckos.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Which connection is closed when there are too many, or too little memory. */
class OpenConnectionsTest {
    private static final int MOST = 3;
    private static final int MOST_OF_ADDRESS = 2;

    private final MemoryBudget budget = new MemoryBudget(1_000_000);
    private final OpenConnections connections = new OpenConnections(MOST, MOST_OF_ADDRESS, budget, () -> {});

    /** One that waits for its client, from one of 256 addresses. */
    private ClientConnection waiting(int address, long since, long memory) {
        ClientConnection connection = mock(ClientConnection.class);
        ConnectionMemory held = connections.memory(false);
        held.tryTake(memory);
        when(connection.network()).thenReturn(ByteBuffer.wrap(new byte[] {10, 0, 0, (byte) address}));
        when(connection.memory()).thenReturn(held);
        when(connection.isWaiting()).thenReturn(true);
        when(connection.waitingSince()).thenReturn(since);
        when(connection.abandon()).thenReturn(true);
        connections.add(connection);
        return connection;
    }

    private ClientConnection stalled(int address, long since) {
        ClientConnection connection = waiting(address, since, 1);
        when(connection.isServing()).thenReturn(true);
        when(connection.isStalled(anyLong(), any())).thenReturn(true);
        when(connection.stalledSince()).thenReturn(since);
        return connection;
    }

    @Test
    void ofTooManyTheOneThatWaitedLongestIsClosed() {
        ClientConnection second = waiting(1, 20, 1);
        ClientConnection first = waiting(2, 10, 1);
        ClientConnection third = waiting(3, 30, 1);
        connections.relieve();
        verify(first, never()).abandon();
        waiting(4, 40, 1);
        connections.relieve();
        verify(first).abandon();
        verify(second, never()).abandon();
        verify(third, never()).abandon();
    }

    @Test
    void anAddressBeyondItsShareLosesItsOwn() {
        ClientConnection other = waiting(1, 10, 1);
        ClientConnection own = waiting(2, 20, 1);
        waiting(2, 30, 1);
        connections.relieve();
        verify(own, never()).abandon();
        connections.remove(other);
        waiting(2, 40, 1);
        connections.relieve();
        verify(own).abandon();
    }

    @Test
    void withoutMemoryTheLargestWithoutARequestIsClosed() {
        ClientConnection serving = waiting(1, 10, 500_000);
        when(serving.isServing()).thenReturn(true);
        ClientConnection small = waiting(2, 10, 200_000);
        ClientConnection large = waiting(3, 10, 250_000);
        connections.relieve();
        verify(large).abandon();
        verify(small, never()).abandon();
        verify(serving, never()).abandon();
    }

    @Test
    void theRequestWhoseClientStalledFirstGivesItsPlaceToAnother() {
        ClientConnection second = stalled(1, 20);
        ClientConnection first = stalled(2, 10);
        waiting(3, 1, 1);
        assertTrue(connections.closeStalled());
        verify(first).abandon();
        verify(second, never()).abandon();
    }

    @Test
    void whileNoClientStallsNobodyGivesUpAPlace() {
        ClientConnection busy = waiting(1, 10, 1);
        when(busy.isServing()).thenReturn(true);
        assertFalse(connections.closeStalled());
        verify(busy, never()).abandon();
    }

    @Test
    void anAddressIsOneOfIpv4OrANetworkOfIpv6() throws Exception {
        assertNotEquals(network("192.0.2.1"), network("192.0.2.2"));
        assertEquals(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::2"));
        assertNotEquals(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    }

    private static ByteBuffer network(String address) throws Exception {
        return OpenConnections.network(new InetSocketAddress(InetAddress.getByName(address), 1));
    }
}
