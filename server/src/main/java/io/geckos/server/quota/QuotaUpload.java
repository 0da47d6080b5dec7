package io.geckos.server.quota;

import io.geckos.domain.checksum.Digests;
import io.geckos.domain.object.ObjectUpload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/** An upload that is checked once more when all its bytes are there, before the store makes them visible. */
record QuotaUpload(ObjectUpload upload, QuotaReservation room) implements ObjectUpload {
    @Override
    public OptionalLong declaredLength() {
        return upload.declaredLength();
    }

    @Override
    public Digests transferTo(WritableByteChannel sink) throws IOException {
        OptionalLong declared = upload.declaredLength();
        if (declared.isPresent()) {
            Digests digests = upload.transferTo(sink);
            room.require(declared.getAsLong());
            return digests;
        }
        CountedChannel counted = new CountedChannel(sink);
        Digests digests = upload.transferTo(counted);
        room.require(counted.bytes);
        return digests;
    }

    /** Counts what is written, and passes it on. */
    private static final class CountedChannel implements WritableByteChannel {
        private final WritableByteChannel sink;
        private long bytes;

        CountedChannel(WritableByteChannel sink) {
            this.sink = sink;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int written = sink.write(source);
            bytes += written;
            return written;
        }

        @Override
        public boolean isOpen() {
            return sink.isOpen();
        }

        @Override
        public void close() {
            // The sink belongs to the store.
        }
    }
}
