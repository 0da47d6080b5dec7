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
 * What a client sends, as Helidon reads it, and the line that began its request as it wrote it. Helidon reads a request line
 * by {@link #readBytes} before anything else; one of HTTP/1.0 it gets as one of HTTP/1.1.
 *
 * <p>Helidon's reader links what has been read to what came after it. Once one such piece has grown old on an idle
 * connection, all that come after would be kept until the whole heap is collected; so each request has a reader of its own.
 */
final class RequestReader extends DataReader {
    private final Supplier<byte @Nullable []> source;
    private Consumer<DataReader> listening = _ -> {};
    private final HeaderLines lines = new HeaderLines();
    private DataReader current;
    private @Nullable RequestLine line;

    // The constructor is to go from a later Helidon, and with it this way to see what was sent.
    @SuppressWarnings("removal")
    RequestReader(Supplier<byte @Nullable []> source) {
        super(source);
        this.source = source;
        this.current = DataReader.create(source);
    }

    /** Lets go of what has been read, and waits for the line of another request; for the end of a request. */
    void restart() {
        line = null;
        lines.forget();
        if (current.available() == 0) {
            current = DataReader.create(source);
            listening.accept(current);
        }
    }

    /** The line that began the current request. */
    RequestLine line() {
        return line == null ? RequestLine.NONE : line;
    }

    /** The header lines of the current request, as far as they have been read. */
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

    /** Helidon asks this before each header line: one that is too many is refused before it is read. */
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
