package io.geckos.server.migrate;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Hashes the stored bytes of a version, and compares them with its tag and checksums, or with those of its parts. It takes
 * all bytes once, in order. For one thread.
 */
final class ContentDigest {
    private final List<Piece> pieces;
    private final boolean sealed;
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

        /** Where no tag proves the bytes, two stores are compared by their SHA-256. */
        ContentHasher hasher() {
            Set<ChecksumAlgorithm> algorithms =
                    checksums.stream().map(Checksum::algorithm).collect(Collectors.toSet());
            if (md5.isEmpty()) {
                algorithms.add(ChecksumAlgorithm.SHA256);
            }
            return new ContentHasher(algorithms);
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
        this.sealed = object.info().spec().seal().isPresent();
        if (sealed) {
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
        object.transferTo(ByteSpan.whole(object.storedSize()), new HashingSink(digest, sink, meter));
        digest.finish();
        return digest;
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

    /** Tells whether the tag of the version proves its bytes. */
    boolean isProof() {
        return !sealed && pieces.stream().allMatch(piece -> piece.md5().isPresent());
    }

    /** Tells whether two versions have the same bytes. */
    boolean isSame(ContentDigest that) {
        return digests.equals(that.digests);
    }

    /** The digests of the version as its store tells them, with the MD5 of the first piece. */
    Digests of(ObjectInfo info) {
        return new Digests(info.size(), digests.getFirst().md5(), info.checksums());
    }

    private record HashingSink(ContentDigest digest, WritableByteChannel sink, LongConsumer meter)
            implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            int length = source.remaining();
            digest.update(source);
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
