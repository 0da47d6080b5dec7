package io.geckos.server.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataListener;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.LazyString;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reader from which Helidon reads a connection. It keeps the first line of each request as the client wrote it.
 * Helidon reads that line first, by {@link #readBytes}, and gets a line of HTTP/1.0 as one of HTTP/1.1.
 *
 * <p>Helidon's reader is a linked list of the received pieces. When a piece on an idle connection has become old for
 * the garbage collector, it would keep all later pieces alive until the next full collection. So each request has a
 * reader of its own.
 */
final class RequestReader extends DataReader {
    private final Supplier<byte @Nullable []> source;
    private Consumer<DataReader> listening = _ -> {};
    private final HeaderLines lines = new HeaderLines();
    private DataReader current;
    private @Nullable RequestLine line;

    // A later Helidon will remove this constructor, and then this class needs another way to see the bytes.
    @SuppressWarnings("removal")
    RequestReader(Supplier<byte @Nullable []> source) {
        super(source);
        this.source = source;
        this.current = DataReader.create(source);
    }

    /**
     * Drops the bytes that were read, and waits for the first line of another request. Called at the end of a request.
     */
    void restart() {
        line = null;
        lines.forget();
        if (current.available() == 0) {
            current = DataReader.create(source);
            listening.accept(current);
        }
    }

    /** The first line of the current request. */
    RequestLine line() {
        return line == null ? RequestLine.NONE : line;
    }

    /** The counts of the header lines read so far. */
    HeaderLines lines() {
        return lines;
    }

    @Override
    public byte[] readBytes(int length) {
        byte[] bytes = current.readBytes(length);
        if (line == null) {
            line = RequestLine.of(bytes);
            RequestLine.translate(bytes);
            lines.begin();
        } else {
            lines.keep(length);
        }
        return bytes;
    }

    @Override
    public <T> void listener(DataListener<T> listener, T context) {
        listening = reader -> reader.listener(listener, context);
        listening.accept(current);
    }

    @Override
    public int available() {
        return current.available();
    }

    @Override
    public void pullData() {
        current.pullData();
    }

    @Override
    public void skip(int length) {
        current.skip(length);
    }

    @Override
    public void ensureAvailable() {
        current.ensureAvailable();
    }

    @Override
    public byte read() {
        return current.read();
    }

    @Override
    public byte lookup() {
        return current.lookup();
    }

    /** Helidon calls this before each header line, so that a line too many is refused before it is read. */
    @Override
    public boolean startsWithNewLine() {
        boolean empty = current.startsWithNewLine();
        if (empty) {
            lines.end();
        } else {
            lines.next();
        }
        return empty;
    }

    @Override
    public boolean startsWith(byte[] prefix) {
        return current.startsWith(prefix);
    }

    @Override
    public BufferData readBuffer() {
        return current.readBuffer();
    }

    @Override
    public BufferData readBuffer(int length) {
        return current.readBuffer(length);
    }

    @Override
    public BufferData getBuffer(int length) {
        return current.getBuffer(length);
    }

    /** The value of a header: one character for each byte, so that none is lost and a signature over them can hold. */
    @Override
    public LazyString readLazyString(Charset charset, int length) {
        lines.keep(length);
        return current.readLazyString(ISO_8859_1, length);
    }

    @Override
    public String readAsciiString(int length) {
        lines.keep(length);
        return current.readAsciiString(length);
    }

    @Override
    public String readLine() throws IncorrectNewLineException {
        return current.readLine();
    }

    @Override
    public int findOrNewLine(byte wanted, int most) throws IncorrectNewLineException {
        return current.findOrNewLine(wanted, most);
    }

    @Override
    public int findNewLine(int most) throws IncorrectNewLineException {
        return current.findNewLine(most);
    }

    @Override
    public String debugDataHex() {
        return current.debugDataHex();
    }
}
