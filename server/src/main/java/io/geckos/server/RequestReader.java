package io.geckos.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.DataReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends, as Helidon reads it, and how it called the method of its request: methods are case-sensitive, but
 * Helidon turns {@code get} into {@code GET} before anybody sees it.
 */
final class RequestReader extends DataReader {
    private byte[] last = {};

    // The constructor is to go from a later Helidon, and with it this way to see what was sent.
    @SuppressWarnings("removal")
    RequestReader(Supplier<byte @Nullable []> source) {
        super(source);
    }

    @Override
    public byte[] readBytes(int length) {
        last = super.readBytes(length);
        return last;
    }

    /** What stands before the first space in the bytes read last, which were the line that begins a request. */
    String method() {
        int length = 0;
        while (length < last.length && last[length] != ' ') {
            length++;
        }
        return new String(last, 0, length, US_ASCII);
    }
}
