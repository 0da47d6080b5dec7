package io.geckos.server.rewrap;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.VersionEntry;
import java.util.List;
import java.util.Optional;

/** Brings all seals of one bucket under the newest master key: of versions and of unfinished uploads. For one use. */
final class BucketRewrap {
    private static final int PAGE = 1000;

    private final Storage storage;
    private final BucketName bucket;
    private final SealRewrap seals;
    private final Pace pace;

    BucketRewrap(Storage storage, BucketName bucket, SealRewrap seals, Pace pace) {
        this.storage = storage;
        this.bucket = bucket;
        this.seals = seals;
        this.pace = pace;
    }

    /** Hears how far it is, and may wait or end it. */
    interface Pace {
        /** A seal is about to be changed. Ends the run by an exception if another server may be at it. */
        void beforeChange();

        /** So many entries more are done; of the versions, all of the keys up to {@code key}. */
        void passed(int entries, String key);
    }

    /** Does all unfinished uploads, unless it goes on in the middle of the bucket, and all keys behind {@code after}. */
    void run(String after) {
        // Uploads first: one that is completed before its turn is an object before the listing of these begins.
        if (after.isEmpty()) {
            uploads();
        }
        versions(after);
    }

    private void uploads() {
        ListStart from = ListStart.START;
        while (true) {
            ListPage<UploadEntry> page =
                    storage.uploads().listUploads(bucket, new ListQuery("", Optional.empty(), from, PAGE));
            for (UploadEntry entry : page.items()) {
                if (entry instanceof UploadEntry.Found(UploadInfo info)) {
                    info.spec().seal().ifPresent(seal -> upload(info, seal));
                }
            }
            pace.passed(page.items().size(), "");
            if (page.next().isEmpty()) {
                return;
            }
            from = new ListStart.Cursor(page.next().get());
        }
    }

    private void upload(UploadInfo info, Seal seal) {
        seals.rewrap("unfinished upload " + info.id(), seal, made -> {
            pace.beforeChange();
            UploadInfo _ = storage.uploads().reseal(info.id(), seal, made);
        });
    }

    private void versions(String after) {
        ListStart from = after.isEmpty() ? ListStart.START : new ListStart.AfterVersion(after, Optional.empty());
        String done = after;
        while (true) {
            ListPage<VersionEntry> page =
                    storage.objects().listVersions(bucket, new ListQuery("", Optional.empty(), from, PAGE));
            for (VersionEntry entry : page.items()) {
                if (entry instanceof VersionEntry.Stored stored) {
                    version(stored.summary().id(), stored.version());
                }
            }
            done = lastWhole(page.items(), done);
            pace.passed(page.items().size(), done);
            if (page.next().isEmpty()) {
                return;
            }
            from = new ListStart.Cursor(page.next().get());
        }
    }

    private void version(ObjectId id, Version.Named version) {
        String name = version.equals(Version.NULL) ? id.toString() : id + ", version " + version.value();
        try {
            Optional<Seal> seal = storage.objects().stat(id, version).spec().seal();
            seal.ifPresent(it -> seals.rewrap(name, it, made -> {
                pace.beforeChange();
                ObjectInfo _ = storage.objects().reseal(id, version, it, made);
            }));
        } catch (StorageException e) {
            seals.refused(name, e);
        }
    }

    /** The last key that has no version on the next page, or {@code before} if there is none. */
    private static String lastWhole(List<VersionEntry> page, String before) {
        if (page.isEmpty()) {
            return before;
        }
        String last = key(page.getLast());
        return page.reversed().stream()
                .map(BucketRewrap::key)
                .filter(key -> !key.equals(last))
                .findFirst()
                .orElse(before);
    }

    private static String key(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.summary().id().key().value();
            case VersionEntry.DeleteMarker marker -> marker.id().key().value();
            case VersionEntry.CommonPrefix prefix -> prefix.prefix();
        };
    }
}
