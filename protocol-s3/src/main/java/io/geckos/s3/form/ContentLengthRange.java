package io.geckos.s3.form;

import io.geckos.s3.body.S3RequestBody;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The allowed size of a file in bytes, both ends included. */
record ContentLengthRange(long smallest, long largest) {
    /** The range that S3 allows in one request. */
    static final ContentLengthRange ANY = new ContentLengthRange(0, S3RequestBody.MAX_UPLOAD);

    /** The intersection of two ranges. */
    ContentLengthRange and(ContentLengthRange that) {
        return new ContentLengthRange(Math.max(smallest, that.smallest), Math.min(largest, that.largest));
    }

    /**
     * Wraps a stream so that it enforces this range. It fails with {@link S3Error#EntityTooLarge} as soon as it is too
     * long, and with {@link S3Error#EntityTooSmall} at its end if it is too short.
     */
    InputStream enforcedOn(InputStream in) {
        return new RangeCheckingStream(in);
    }

    private final class RangeCheckingStream extends FilterInputStream {
        private long size;

        RangeCheckingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0 && size < smallest) {
                throw new S3Exception(S3Error.EntityTooSmall)
                        .with("ProposedSize", String.valueOf(size))
                        .with("MinSizeAllowed", String.valueOf(smallest));
            }
            size += Math.max(count, 0);
            if (size > largest) {
                throw new S3Exception(S3Error.EntityTooLarge)
                        .with("ProposedSize", String.valueOf(size))
                        .with("MaxSizeAllowed", String.valueOf(largest));
            }
            return count;
        }
    }
}
