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
 * Finds the channel of a connection. Helidon shows a socket's stream to nobody but the buffers it writes, and Java the
 * channel of that stream to nobody but the file whose bytes are to go there: so this poses as the one and as the other.
 */
final class SendfileChannels {
    private SendfileChannels() {}

    /** Null where either does otherwise, or there is no channel below. Nothing is written. */
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
