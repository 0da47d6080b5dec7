package io.geckos.bench.http;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends requests one after another over one connection, as long as the server keeps it open. */
public final class HttpClient implements Closeable {
    private static final int NO_CONTENT = 204;

    private final Endpoint endpoint;
    private final HttpConnection.Buffers buffers;
    private final XmlBody refusal = new XmlBody();
    private volatile @Nullable HttpConnection connection;

    /** Makes a client that reads {@code buffer} bytes at once. */
    public HttpClient(Endpoint endpoint, int buffer) {
        this.endpoint = endpoint;
        this.buffers = HttpConnection.Buffers.of(buffer);
    }

    /**
     * Sends a request and reads its response to the end.
     *
     * @param sink receives the body of a successful response; the body of another response is then in {@link #refusal}
     * @throws IOException when the connection failed or {@code sink} threw; the next request gets a new one
     */
    public ResponseHead exchange(byte[] head, BodySource body, ResponseReader.Sink sink) throws IOException {
        refusal.clear();
        try {
            HttpConnection open = connected();
            open.write(head);
            body.writeTo(open);
            open.flush();
            ResponseReader reader = open.reader();
            ResponseHead response = reader.head();
            boolean bodiless = head[0] == 'H' || response.status() == NO_CONTENT;
            if (!bodiless) {
                reader.body(response, response.success() ? sink : refusal);
            }
            if (!response.keepAlive()) {
                close();
            }
            return response;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** The body of the last response without success. */
    public XmlBody refusal() {
        return refusal;
    }

    private HttpConnection connected() throws IOException {
        HttpConnection open = connection;
        if (open == null) {
            open = HttpConnection.open(endpoint, buffers);
            connection = open;
        }
        return open;
    }

    /** Ends a wait for the server that lasts longer than {@code nanos}. Safe from another thread. */
    public void giveUpAfter(long nanos) throws IOException {
        HttpConnection open = connection;
        if (open != null && open.silence(System.nanoTime()) > nanos) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        HttpConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
