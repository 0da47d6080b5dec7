package io.geckos.server.connection;

import io.geckos.server.tls.TlsSocket;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The connection that Helidon sees. Every wait for the client goes through {@link ClientConnection}, which enforces the
 * deadlines.
 */
final class DeadlineConnectionContext implements ConnectionContext {
    private final ConnectionContext helidon;
    private final RequestReader reader;
    private final DataWriter writer;
    private final Optional<TlsSocket> tls;
    private boolean firstBytesSeen;

    /** Wraps a connection, and adds TLS if {@code certificate} is given. */
    DeadlineConnectionContext(
            ConnectionContext helidon, ClientConnection connection, Optional<SSLContext> certificate) {
        this.helidon = helidon;
        DataWriter socket = new DeadlineWriter(helidon.dataWriter(), connection);
        this.tls = certificate.map(context -> new TlsSocket(context, connection::read, bytes -> write(bytes, socket)));
        this.reader = new RequestReader(() -> tls.isPresent() ? tls.get().read() : readPlain(connection));
        this.writer = tls.<DataWriter>map(TlsWriter::new).orElse(socket);
    }

    private byte @Nullable [] readPlain(ClientConnection connection) {
        byte[] bytes = connection.read();
        if (bytes != null && !firstBytesSeen) {
            firstBytesSeen = true;
            if (TlsSocket.isHandshake(bytes)) {
                throw RequestException.builder()
                        .type(DirectHandler.EventType.BAD_REQUEST)
                        .setKeepAlive(false)
                        .message("a TLS handshake came to a port without TLS: the URL must begin with http, not https")
                        .build();
            }
        }
        return bytes;
    }

    private static void write(ByteBuffer bytes, DataWriter socket) {
        socket.writeNow(BufferData.create(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
    }

    /** The version of TLS, such as {@code 1.3}; empty without TLS. */
    Optional<String> tlsVersion() {
        return tls.map(TlsSocket::version);
    }

    /** Closes TLS, if the connection uses it. */
    void closeTls() {
        tls.ifPresent(TlsSocket::close);
    }

    @Override
    public RequestReader dataReader() {
        return reader;
    }

    @Override
    public DataWriter dataWriter() {
        return writer;
    }

    @Override
    public ListenerContext listenerContext() {
        return helidon.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return helidon.executor();
    }

    @Override
    public Router router() {
        return helidon.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return helidon.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return helidon.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return helidon.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return helidon.localPeer();
    }

    @Override
    public boolean isSecure() {
        return tls.isPresent();
    }

    @Override
    public String socketId() {
        return helidon.socketId();
    }

    @Override
    public String childSocketId() {
        return helidon.childSocketId();
    }

    private record DeadlineWriter(DataWriter socket, ClientConnection connection) implements DataWriter {
        @Override
        public void write(BufferData... buffers) {
            connection.write(() -> socket.write(buffers));
        }

        @Override
        public void write(BufferData buffer) {
            connection.write(() -> socket.write(buffer));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            connection.write(() -> socket.writeNow(buffers));
        }

        @Override
        public void writeNow(BufferData buffer) {
            connection.write(() -> socket.writeNow(buffer));
        }

        @Override
        public void flush() {
            connection.write(socket::flush);
        }
    }

    private record TlsWriter(TlsSocket tls) implements DataWriter {
        @Override
        public void write(BufferData... buffers) {
            for (BufferData buffer : buffers) {
                write(buffer);
            }
        }

        @Override
        public void write(BufferData buffer) {
            tls.write(ByteBuffer.wrap(buffer.readBytes()));
        }

        @Override
        public void writeNow(BufferData... buffers) {
            write(buffers);
        }

        @Override
        public void writeNow(BufferData buffer) {
            write(buffer);
        }
    }
}
