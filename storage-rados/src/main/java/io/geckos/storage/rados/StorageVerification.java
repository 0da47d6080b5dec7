package io.geckos.storage.rados;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.engine.StorageUsage.OfBucket;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.Failed;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads all versions of all buckets, and compares their bytes with their tags and checksums. */
record StorageVerification(Storage storage, VerifyListener listener) {
    private static final int PAGE = 1000;

    void run() {
        Figures all = storage.usage().stream()
                .flatMap(usage -> usage.buckets().stream())
                .map(OfBucket::figures)
                .reduce(Figures.NONE, Figures::plus);
        listener.expect(all.objects() + all.noncurrentVersions(), all.bytes() + all.noncurrentBytes());
        forEach(storage.buckets()::list, this::verify);
    }

    private void verify(Bucket bucket) {
        this.<VersionEntry>forEach(query -> storage.objects().listVersions(bucket.name(), query), entry -> {
            if (entry instanceof VersionEntry.Stored stored) {
                verify(stored);
            }
        });
    }

    private <T> void forEach(Function<ListQuery, ListPage<T>> listing, Consumer<T> consumer) {
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<T> page = listing.apply(new ListQuery("", Optional.empty(), from.get(), PAGE));
            page.items().forEach(consumer);
            from = page.next().map(ListStart.Cursor::new);
        }
    }

    private void verify(VersionEntry.Stored entry) {
        String where = entry.summary().id() + " " + entry.version().value();
        try (StoredObject object = storage.objects().open(entry.summary().id(), entry.version())) {
            String damage = object.info().spec().seal().isPresent() ? readSealed(object) : compare(object);
            if (!damage.isEmpty()) {
                found(VerifyFinding.Kind.DAMAGED, where, damage);
            }
            listener.done();
        } catch (StorageException.NoSuchObject | StorageException.NoSuchVersion | StorageException.DeleteMarked _) {
            // It was removed meanwhile.
            listener.done();
        } catch (Failed | IOException e) {
            found(VerifyFinding.Kind.UNREADABLE, where, String.valueOf(e.getMessage()));
            listener.done();
        }
    }

    private void found(VerifyFinding.Kind kind, String where, String what) {
        listener.found(new VerifyFinding(kind, where, what, Optional.empty()));
    }

    /** Without its key, nothing but whether the bytes are there can be told of a sealed object. */
    private String readSealed(StoredObject object) throws IOException {
        read(object, ByteSpan.whole(object.storedSize()), List.of());
        return "";
    }

    /** Answers what is wrong, or nothing. */
    private String compare(StoredObject object) throws IOException {
        ObjectInfo info = object.info();
        if (object.parts().isEmpty()) {
            return differs(info.etag(), info.checksums(), read(object, ByteSpan.whole(info.size()), info.checksums()));
        }
        long offset = 0;
        for (ObjectPart part : object.parts()) {
            Digests digests = read(object, new ByteSpan(offset, part.size()), part.checksums());
            String damage = differs(part.etag(), part.checksums(), digests);
            if (!damage.isEmpty()) {
                return "part " + part.number() + ": " + damage;
            }
            offset += part.size();
        }
        return "";
    }

    private static String differs(ETag etag, List<Checksum> checksums, Digests digests) {
        if (!digests.md5().equals(etag)) {
            return "the bytes have the MD5 " + digests.md5() + " and not " + etag;
        }
        return digests.checksums().containsAll(checksums) ? "" : "the bytes have not the checksums " + checksums;
    }

    private Digests read(StoredObject object, ByteSpan span, List<Checksum> checksums) throws IOException {
        ContentHasher hasher = new ContentHasher(
                checksums.stream().map(Checksum::algorithm).collect(Collectors.<ChecksumAlgorithm>toSet()));
        object.transferTo(span, new HashingSink(hasher, listener));
        return hasher.finish();
    }

    private record HashingSink(ContentHasher hasher, VerifyListener listener) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            hasher.update(source);
            source.position(source.limit());
            listener.read(length);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
