package io.geckos.storage.testkit.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.object.ObjectUpload;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;
import java.util.Set;

/** Uploads for tests, complete and broken ones. Each can be transferred once. */
public final class Uploads {
    private Uploads() {}

    /** Sends {@code bytes} with their length announced, and computes the wanted checksums. */
    public static ObjectUpload of(byte[] bytes, ChecksumAlgorithm... checksums) {
        return of(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), checksums);
    }

    /** Sends {@code text} in UTF-8. */
    public static ObjectUpload of(String text, ChecksumAlgorithm... checksums) {
        return of(text.getBytes(UTF_8), checksums);
    }

    /** Sends {@code bytes} without announcing how many. */
    public static ObjectUpload ofUnknownLength(byte[] bytes) {
        return of(new ByteArrayInputStream(bytes), OptionalLong.empty());
    }

    /** Sends all of {@code stream}, which the caller closes. */
    public static ObjectUpload of(InputStream stream, OptionalLong declaredLength, ChecksumAlgorithm... checksums) {
        return new StreamUpload(stream, declaredLength, Set.of(checksums), () -> {});
    }

    /** Sends all {@code bytes}, and then throws {@link ContentMismatch}, as for a wrong digest. */
    public static ObjectUpload mismatching(byte[] bytes, ContentMismatch.Kind kind) {
        return new StreamUpload(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), Set.of(), () -> {
            throw new ContentMismatch(kind, "as the test wants it");
        });
    }

    /** Announces {@code bytes} and sends the first half of them. */
    public static ObjectUpload breaking(byte[] bytes) {
        return new StreamUpload(
                new ByteArrayInputStream(bytes, 0, bytes.length / 2), OptionalLong.of(bytes.length), Set.of(), () -> {
                    throw new ContentMismatch(ContentMismatch.Kind.LENGTH, "the stream broke");
                });
    }

    /**
     * Sends {@code bytes}, and runs {@code meanwhile} before it returns. So a test can make other calls during an
     * upload.
     */
    public static ObjectUpload during(byte[] bytes, Runnable meanwhile) {
        return new StreamUpload(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), Set.of(), meanwhile);
    }

    /** Announces {@code length} bytes, and fails the test if one is read. */
    public static ObjectUpload untouchable(long length) {
        return new ObjectUpload() {
            @Override
            public OptionalLong declaredLength() {
                return OptionalLong.of(length);
            }

            @Override
            public Digests transferTo(WritableByteChannel sink) {
                throw new AssertionError("bytes were read of an upload that must be refused before");
            }
        };
    }
}
