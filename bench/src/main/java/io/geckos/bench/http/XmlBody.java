package io.geckos.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An XML response body in memory. It is searched and not parsed, because the driver needs only five elements of S3's
 * documents.
 */
public final class XmlBody implements ResponseReader.Sink {
    private static final int LARGEST = 1 << 23;

    private byte[] bytes = new byte[1 << 12];
    private int length;

    public void clear() {
        length = 0;
    }

    @Override
    public void accept(ByteBuffer source) throws IOException {
        int more = source.remaining();
        if (more > LARGEST - length) {
            throw new IOException("XML response over " + LARGEST + " bytes");
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
        source.get(bytes, length, more);
        length += more;
    }

    /** The text of the first element of that name, empty when there is none. */
    public String text(String element) {
        int from = after(("<" + element + ">").getBytes(StandardCharsets.US_ASCII), 0);
        return from < 0 ? "" : substring(from, end(from));
    }

    /** The position of the text of the next element {@code tag}, at {@code from} or later; -1 if there is none. */
    public int after(byte[] tag, int from) {
        for (int at = from; at + tag.length <= length; at++) {
            if (bytes[at] == tag[0] && Arrays.equals(bytes, at, at + tag.length, tag, 0, tag.length)) {
                return at + tag.length;
            }
        }
        return -1;
    }

    /** The end of the text that begins at {@code from}. */
    public int end(int from) {
        int at = from;
        while (at < length && bytes[at] != '<') {
            at++;
        }
        return at;
    }

    /** Compares the bytes of one range with those of another, unsigned. */
    public int compare(int from, int end, int otherFrom, int otherEnd) {
        return Arrays.compareUnsigned(bytes, from, end, bytes, otherFrom, otherEnd);
    }

    public String substring(int from, int end) {
        return unescaped(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
