package io.geckos.s3.body;

import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** The body of a request that a parser reads as a stream. It is hashed while it is read, and has a size limit. */
public final class HashedRequestBody extends InputStream {
    private final InputStream body;
    private final ContentHasher hasher;
    private final Supplier<S3Exception> tooLong;
    private long left;

    /** Allows {@code limit} bytes of {@code body}. Reading more throws {@link S3Error#MalformedXML}. */
    public HashedRequestBody(InputStream body, ContentHasher hasher, long limit) {
        this(body, hasher, limit, () -> new S3Exception(S3Error.MalformedXML));
    }

    /** Allows {@code limit} bytes of {@code body}. Reading more throws {@code tooLong}. */
    HashedRequestBody(InputStream body, ContentHasher hasher, long limit, Supplier<S3Exception> tooLong) {
        this.body = body;
        this.hasher = hasher;
        this.left = limit;
        this.tooLong = tooLong;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        int count;
        try {
            count = body.read(bytes, offset, length);
        } catch (IOException e) {
            throw RequestBodyUpload.truncated(e);
        }
        if (count > 0) {
            left -= count;
            if (left < 0) {
                throw tooLong.get();
            }
            hasher.update(ByteBuffer.wrap(bytes, offset, count));
        }
        return count;
    }

    /** Reads the bytes that the parser left, and answers the digests of the whole body. Call this once. */
    Digests finish() {
        byte[] rest = new byte[1024];
        while (read(rest, 0, rest.length) >= 0) {
            // The digests cover the whole body.
        }
        return hasher.finish();
    }
}
