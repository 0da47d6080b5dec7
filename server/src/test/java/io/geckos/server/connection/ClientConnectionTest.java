package io.geckos.server.connection;

import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.geckos.server.settings.Settings.Limits;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the connection of a client ends. */
class ClientConnectionTest {
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Limits LIMITS =
            new Limits(1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), STALL, 1024, Duration.ofSeconds(1));

    @Test
    void oneThatAnotherThreadClosesMeanwhileIsClosed() {
        HelidonSocket socket = mock(HelidonSocket.class);
        doThrow(new UncheckedIOException(new ClosedChannelException()))
                .when(socket)
                .close();
        ConnectionContext context = mock(ConnectionContext.class);
        when(context.serverSocket()).thenReturn(socket);
        when(context.remotePeer()).thenReturn(mock(PeerInfo.class));
        OpenConnections connections = new OpenConnections(1, 1, new MemoryBudget(1 << 20), () -> {});
        ClientConnection connection = new ClientConnection(
                context, Optional.empty(), mock(ServerConnectionSelector.class), connections, LIMITS);
        connection.close(true);
        verify(socket).close();
    }
}
