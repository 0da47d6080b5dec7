package io.geckos.storage.testkit.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Uploads that write other bytes than those of their digests, as sealed ones do. Here the text stands between brackets. */
public final class SealedBytes {
    /** A seal with nothing of a real one. */
    public static final Seal SEAL = new Seal(Seal.Kind.SSE_S3, Map.of("key", "first", "wrapped", "bytes"));

    /** The first seal, made anew with another key. */
    public static final Seal REWRAPPED = new Seal(Seal.Kind.SSE_S3, Map.of("key", "second", "wrapped", "others"));

    /** Another seal. */
    public static final Seal OTHER = new Seal(Seal.Kind.SSE_C, Map.of("salt", "é \"quoted\""));

    private SealedBytes() {}

    /** Properties with a seal and nothing else. */
    public static ObjectSpec spec(Seal seal) {
        return ObjectSpec.EMPTY.withSeal(Optional.of(seal));
    }

    /** The text as it is stored. */
    public static String stored(String text) {
        return "[sealed " + text + "]";
    }

    /** Sends {@code text}; its digests are those of the text alone. */
    public static ObjectUpload upload(String text, ChecksumAlgorithm... checksums) {
        return new Brackets(Uploads.of(text, checksums));
    }

    /** The stored bytes of an opened object. */
    public static String read(StoredObject object) {
        return new String(ObjectBytes.read(object, ByteSpan.whole(object.storedSize())), UTF_8);
    }

    private record Brackets(ObjectUpload plain) implements ObjectUpload {
        @Override
        public OptionalLong declaredLength() {
            return OptionalLong.empty();
        }

        @Override
        public Digests transferTo(WritableByteChannel sink) throws IOException {
            sink.write(ByteBuffer.wrap("[sealed ".getBytes(UTF_8)));
            Digests digests = plain.transferTo(sink);
            sink.write(ByteBuffer.wrap("]".getBytes(UTF_8)));
            return digests;
        }
    }
}
