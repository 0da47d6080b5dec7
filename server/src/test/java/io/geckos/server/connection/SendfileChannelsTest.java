package io.geckos.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.helidon.common.socket.PlainSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** That Helidon and Java still let a socket's channel be found: otherwise large downloads were copied, and nobody knew. */
class SendfileChannelsTest {
    @Test
    void theChannelBelowASocketIsFoundAndNothingIsWritten() throws IOException {
        try (ServerSocketChannel listener =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = listener.accept()) {
            PlainSocket socket = PlainSocket.server(accepted.socket(), "listener", "connection");
            assertSame(accepted, SendfileChannels.of(socket));
            accepted.shutdownOutput();
            assertEquals(-1, client.socket().getInputStream().read());
        }
    }

    @Test
    void aSocketWithoutAChannelHasNone() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            assertNull(SendfileChannels.of(PlainSocket.server(accepted, "listener", "connection")));
            accepted.shutdownOutput();
            assertEquals(-1, client.getInputStream().read());
        }
    }
}
