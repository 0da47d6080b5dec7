package io.geckos.storage.rados;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.engine.StorageUsage.OfBucket;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import io.geckos.storage.rados.object.ContentCheck;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

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
            String damage = new ContentCheck(listener::read).problem(object);
            if (!damage.isEmpty()) {
                found(VerifyFinding.Kind.DAMAGED, where, damage);
            }
            listener.done();
        } catch (StorageException.NoSuchObject
                | StorageException.NoSuchVersion
                | StorageException.VersionIsDeleteMarker _) {
            // It was removed meanwhile.
            listener.done();
        } catch (StorageFailure | IOException e) {
            found(VerifyFinding.Kind.UNREADABLE, where, String.valueOf(e.getMessage()));
            listener.done();
        }
    }

    private void found(VerifyFinding.Kind kind, String where, String what) {
        listener.found(new VerifyFinding(kind, where, what, Optional.empty()));
    }
}
