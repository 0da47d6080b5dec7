package io.geckos.server.migrate;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Hashes the stored bytes of a version, and compares them with its tag and checksums, or with those of its parts. It takes
 * all bytes once, in order. For one thread.
 */
final class ContentDigest {
    private final List<Piece> pieces;
    private final List<Digests> digests = new ArrayList<>();
    private final StringBuilder problem = new StringBuilder();
    private ContentHasher hasher;
    private long left;

    /**
     * A part, or the whole of a version that has none.
     *
     * @param md5 empty if nobody knows it
     */
    private record Piece(String name, long size, Optional<ETag> md5, List<Checksum> checksums) {
        Piece(ObjectPart part) {
            this("part " + part.number(), part.size(), Optional.of(part.etag()), part.checksums());
        }

        Piece(ObjectInfo info) {
            this("the version", info.size(), Optional.of(info.etag()).filter(ETag::isMd5), info.checksums());
        }

        ContentHasher hasher() {
            return new ContentHasher(checksums.stream().map(Checksum::algorithm).collect(Collectors.toSet()));
        }

        String difference(Digests found) {
            if (found.size() != size) {
                return name + " has " + found.size() + " bytes, not " + size;
            }
            if (md5.isPresent() && !found.md5().equals(md5.get())) {
                return name + " has the MD5 " + found.md5() + ", not " + md5.get();
            }
            return found.checksums().containsAll(checksums) ? "" : name + " has not the checksums " + checksums;
        }
    }

    private ContentDigest(StoredObject object) {
        if (isSealed(object)) {
            this.pieces = List.of(new Piece("the version", object.storedSize(), Optional.empty(), List.of()));
        } else if (object.parts().isEmpty()) {
            this.pieces = List.of(new Piece(object.info()));
        } else {
            this.pieces = object.parts().stream().map(Piece::new).toList();
        }
        this.hasher = pieces.getFirst().hasher();
        this.left = pieces.getFirst().size();
    }

    /** Reads a version whole, and writes its stored bytes into {@code sink} meanwhile. */
    static ContentDigest read(StoredObject object, WritableByteChannel sink, LongConsumer meter) throws IOException {
        ContentDigest digest = new ContentDigest(object);
        object.transferTo(ByteSpan.whole(object.storedSize()), new HashingSink(digest::update, sink, meter));
        digest.finish();
        return digest;
    }

    /** The SHA-256 of the stored bytes of a version. */
    static byte[] sha256(StoredObject object, LongConsumer meter) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        HashingSink sink = new HashingSink(bytes -> sha256.update(bytes.duplicate()), nowhere(), meter);
        object.transferTo(ByteSpan.whole(object.storedSize()), sink);
        return sha256.digest();
    }

    /** A channel that drops what is written to it. */
    static WritableByteChannel nowhere() {
        return Channels.newChannel(OutputStream.nullOutputStream());
    }

    private void update(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            while (left == 0 && digests.size() + 1 < pieces.size()) {
                endPiece();
            }
            // What is behind the last piece is counted with it, so its size is wrong.
            int count = (int) (left == 0 ? rest.remaining() : Math.min(rest.remaining(), left));
            hasher.update(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
            left = Math.max(0, left - count);
        }
    }

    private void endPiece() {
        Digests found = hasher.finish();
        String difference = pieces.get(digests.size()).difference(found);
        if (problem.isEmpty()) {
            problem.append(difference);
        }
        digests.add(found);
        if (digests.size() < pieces.size()) {
            Piece next = pieces.get(digests.size());
            hasher = next.hasher();
            left = next.size();
        }
    }

    private void finish() {
        while (digests.size() < pieces.size()) {
            endPiece();
        }
    }

    /** What is wrong with the bytes; empty if nothing is, as far as the tags and checksums tell. */
    String problem() {
        return problem.toString();
    }

    /** Tells whether the ETag of a version, or those of its parts, prove its stored bytes. */
    static boolean isProven(StoredObject object) {
        return !isSealed(object)
                && (object.info().etag().isMd5() || !object.parts().isEmpty());
    }

    private static boolean isSealed(StoredObject object) {
        return object.info().spec().seal().isPresent();
    }

    /** The digests of the version as its store tells them, with the MD5 of the first piece. */
    Digests of(ObjectInfo info) {
        return new Digests(info.size(), digests.getFirst().md5(), info.checksums());
    }

    private record HashingSink(Consumer<ByteBuffer> digest, WritableByteChannel sink, LongConsumer meter)
            implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            int length = source.remaining();
            digest.accept(source);
            while (source.hasRemaining()) {
                sink.write(source);
            }
            meter.accept(length);
            return length;
        }

        @Override
        public boolean isOpen() {
            return sink.isOpen();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}
