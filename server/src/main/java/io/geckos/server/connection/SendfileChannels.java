package io.geckos.server.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds the channel of a connection. Neither Helidon nor Java has a method for it. Helidon gives a socket's stream only
 * to the buffers that it writes, and Java gives that stream's channel only to a file that is transferred there. So this
 * class lets Helidon write a buffer of its own, and lets Java transfer a file of its own.
 */
final class SendfileChannels {
    private SendfileChannels() {}

    /** The channel; null if it cannot be found this way, or if the socket has none. Writes nothing. */
    static @Nullable SocketChannel of(HelidonSocket socket) {
        AtomicReference<@Nullable SocketChannel> found = new AtomicReference<>();
        BufferData buffer = (BufferData) Proxy.newProxyInstance(
                SendfileChannels.class.getClassLoader(), new Class<?>[] {BufferData.class}, (_, method, arguments) -> {
                    if (method.getName().equals("writeTo") && arguments[0] instanceof OutputStream out) {
                        found.set(below(out));
                        return null;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        try {
            socket.write(buffer);
        } catch (UnsupportedOperationException _) {
            return null;
        }
        return found.get();
    }

    private static @Nullable SocketChannel below(OutputStream out) throws IOException {
        try (ChannelProbeFile file = new ChannelProbeFile();
                InputStream content = Channels.newInputStream(file)) {
            long _ = content.transferTo(out);
            return file.target() instanceof SocketChannel socket ? socket : null;
        }
    }
}
