package io.geckos.server.lifecycle;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.lifecycle.LifecycleConfiguration;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.lifecycle.LifecycleJudge;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.VersionEntry;
import io.geckos.s3.LifecycleRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of one bucket, applied to all that is in it. For one use. */
final class BucketLifecycle {
    /** The figure of buckets with rules. */
    static final String BUCKETS = "buckets";

    private static final int PAGE = 1000;

    /** How many deletions make one call. */
    private static final int BATCH = 100;

    private final Storage storage;
    private final BucketName bucket;
    private final LifecycleDay day;
    private final Instant now;
    private final BackgroundTaskProgress progress;
    private final Pace pace;
    private final List<DeleteTarget> batch = new ArrayList<>();

    BucketLifecycle(
            Storage storage,
            BucketName bucket,
            LifecycleDay day,
            Instant now,
            BackgroundTaskProgress progress,
            Pace pace) {
        this.storage = storage;
        this.bucket = bucket;
        this.day = day;
        this.now = now;
        this.progress = progress;
        this.pace = pace;
    }

    /** Hears how far it is, and may wait or end it. */
    interface Pace {
        /** Something is about to be removed. Ends the run by an exception if another server may be at it. */
        void beforeChange();

        /** So many entries more have been looked at; all of the keys up to {@code key} are done. */
        void passed(int entries, String key);
    }

    /** Applies the rules to all keys behind {@code after}, and to unfinished uploads; does nothing without rules. */
    void apply(String after) {
        Optional<String> document = storage.buckets().setting(bucket, BucketSetting.LIFECYCLE);
        if (document.isEmpty()) {
            return;
        }
        LifecycleConfiguration rules = LifecycleRules.parse(document.get());
        LifecycleJudge judge = new LifecycleJudge(rules, day, now);
        progress.add(BUCKETS, 1);
        if (rules.removesVersions()) {
            versions(judge, rules.commonPrefix(), after);
        }
        if (rules.abortsUploads()) {
            uploads(judge, rules.commonPrefix());
        }
    }

    /** Each entry is judged when the one behind it is known, which may be on the next page. */
    private void versions(LifecycleJudge judge, String prefix, String after) {
        ListStart from = after.isEmpty() ? ListStart.START : new ListStart.AfterVersion(after, Optional.empty());
        VersionEntry pending = null;
        String done = after;
        while (true) {
            ListPage<VersionEntry> page =
                    storage.objects().listVersions(bucket, new ListQuery(prefix, Optional.empty(), from, PAGE));
            for (VersionEntry entry : page.items()) {
                if (pending != null) {
                    judge(judge, pending, Optional.of(entry));
                    done = key(pending).equals(key(entry)) ? done : key(pending);
                }
                pending = entry;
            }
            delete();
            progress.add("versions", page.items().size());
            pace.passed(page.items().size(), done);
            if (page.next().isEmpty()) {
                break;
            }
            from = new ListStart.Cursor(page.next().get());
        }
        finish(judge, pending);
    }

    private void finish(LifecycleJudge judge, @Nullable VersionEntry last) {
        if (last != null) {
            judge(judge, last, Optional.empty());
        }
        delete();
    }

    private void judge(LifecycleJudge judge, VersionEntry entry, Optional<VersionEntry> next) {
        judge.judge(entry, next, () -> tags(entry)).ifPresent(batch::add);
        if (batch.size() == BATCH) {
            delete();
        }
    }

    /** The tags of a version; none if it is gone. */
    private Map<String, String> tags(VersionEntry entry) {
        if (entry instanceof VersionEntry.Stored stored) {
            try {
                return storage.objects()
                        .stat(stored.summary().id(), stored.version())
                        .spec()
                        .tags();
            } catch (StorageException.NoSuchObject
                    | StorageException.NoSuchVersion
                    | StorageException.VersionIsDeleteMarker _) {
                return Map.of();
            }
        }
        return Map.of();
    }

    private void delete() {
        if (batch.isEmpty()) {
            return;
        }
        pace.beforeChange();
        for (DeleteOutcome outcome : storage.objects().delete(bucket, List.copyOf(batch))) {
            switch (outcome) {
                case DeleteOutcome.Deleted _ -> progress.add("deleted", 1);
                case DeleteOutcome.Refused refused -> refused(refused);
            }
        }
        batch.clear();
    }

    private void refused(DeleteOutcome.Refused refused) {
        switch (refused.reason()) {
            case StorageException.VersionProtected _ -> progress.add("protected", 1);
            case StorageException.ConditionFailed _, StorageException.NoSuchObject _ -> progress.add("changed", 1);
            default ->
                progress.problem(
                        "bucket " + bucket + ", key " + refused.target().key().value() + ": "
                                + refused.reason().getMessage());
        }
    }

    private void uploads(LifecycleJudge judge, String prefix) {
        ListStart from = ListStart.START;
        while (true) {
            ListPage<UploadEntry> page =
                    storage.uploads().listUploads(bucket, new ListQuery(prefix, Optional.empty(), from, PAGE));
            for (UploadEntry entry : page.items()) {
                if (entry instanceof UploadEntry.Found found) {
                    abort(judge, found.info());
                }
            }
            progress.add("uploads", page.items().size());
            if (page.next().isEmpty()) {
                return;
            }
            from = new ListStart.Cursor(page.next().get());
        }
    }

    private void abort(LifecycleJudge judge, UploadInfo upload) {
        if (judge.aborts(upload.id().object().key().value(), upload.initiated())) {
            pace.beforeChange();
            try {
                storage.uploads().abort(upload.id());
                progress.add("aborted", 1);
            } catch (StorageException.NoSuchUpload _) {
                progress.add("changed", 1);
            }
        }
    }

    private static String key(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> stored.summary().id().key().value();
            case VersionEntry.DeleteMarker marker -> marker.id().key().value();
            case VersionEntry.CommonPrefix prefix -> prefix.prefix();
        };
    }
}
