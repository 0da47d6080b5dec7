package io.geckos.server.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the console as it is served.
 *
 * @param headers the headers of the answer, but for its length and coding
 * @param gzip the content, compressed
 */
public record ConsolePage(Map<String, String> headers, ByteBuffer gzip) {
    static ConsolePage of(Map<String, String> headers, byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ConsolePage(headers, ByteBuffer.wrap(compressed.toByteArray()));
    }

    /** The content as gzip. */
    public byte[] compressed() {
        byte[] bytes = new byte[gzip.remaining()];
        gzip.duplicate().get(bytes);
        return bytes;
    }

    /** The content for clients that do not take gzip. */
    public byte[] plain() {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed()))) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
