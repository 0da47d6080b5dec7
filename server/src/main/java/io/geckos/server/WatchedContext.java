package io.geckos.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Helidon's view of a connection, with every wait for the client passing through {@link Connection}. */
final class WatchedContext implements ConnectionContext {
    private final ConnectionContext helidon;
    private final DataReader reader;
    private final DataWriter writer;

    WatchedContext(ConnectionContext helidon, Connection connection) {
        this.helidon = helidon;
        this.reader = DataReader.create(connection::read);
        this.writer = new WatchedWriter(helidon.dataWriter(), connection);
    }

    @Override
    public DataReader dataReader() {
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
        return helidon.isSecure();
    }

    @Override
    public String socketId() {
        return helidon.socketId();
    }

    @Override
    public String childSocketId() {
        return helidon.childSocketId();
    }

    private record WatchedWriter(DataWriter socket, Connection connection) implements DataWriter {
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
}
