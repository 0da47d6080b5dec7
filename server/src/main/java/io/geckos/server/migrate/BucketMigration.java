package io.geckos.server.migrate;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.engine.BoundedTasks;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.name.BucketName;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Copies one bucket with its settings into another store, and compares the two. */
final class BucketMigration {
    /** The number of keys that are copied or compared at a time. Each has at most one body under way. */
    private static final int TOGETHER = 8;

    private static final int PAGE = 1000;

    private final Storage source;
    private final Storage target;
    private final BucketName name;
    private final MigrationProgress progress;

    BucketMigration(Storage source, Storage target, BucketName name, MigrationProgress progress) {
        this.source = source;
        this.target = target;
        this.name = name;
        this.progress = progress;
    }

    /** Copies what the target does not have yet. */
    void copy(boolean isNew) {
        Bucket bucket = source.buckets().get(name);
        if (isNew) {
            target.transfer().createBucket(bucket);
        } else {
            update(bucket);
        }
        copySettings();
        noteUploads();
        KeyCopy copy = new KeyCopy(source, target, progress);
        forEach(isNew ? KeyPairs.ofNew(source, name) : KeyPairs.of(source, target, name), copy::copy);
    }

    /** The source may have been changed since an earlier run made the bucket. */
    private void update(Bucket bucket) {
        BucketRepository buckets = target.buckets();
        Bucket there = buckets.get(name);
        if (there.versioning() != bucket.versioning()) {
            buckets.setVersioning(name, bucket.versioning());
        }
        bucket.lock()
                .filter(lock -> !there.lock().equals(Optional.of(lock)))
                .ifPresent(lock -> buckets.setLock(name, lock));
    }

    private void copySettings() {
        Map<BucketSetting, String> wanted = source.buckets().settings(name);
        for (BucketSetting kind : BucketSetting.values()) {
            Optional<String> document = Optional.ofNullable(wanted.get(kind));
            if (!target.buckets().setting(name, kind).equals(document)) {
                document.ifPresentOrElse(
                        text -> target.buckets().putSetting(name, kind, text),
                        () -> target.buckets().removeSetting(name, kind));
            }
        }
    }

    private void noteUploads() {
        long uploads = 0;
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<UploadEntry> page =
                    source.uploads().listUploads(name, new ListQuery("", Optional.empty(), from.get(), PAGE));
            uploads += page.items().size();
            from = page.next().map(ListStart.Cursor::new);
        }
        if (uploads > 0) {
            progress.note(name + ": " + uploads + " unfinished uploads in parts are not copied");
        }
    }

    private static void forEach(KeyPairs pairs, Consumer<KeyPairs.KeyPair> task) {
        try (BoundedTasks tasks = new BoundedTasks(TOGETHER)) {
            while (pairs.hasNext()) {
                KeyPairs.KeyPair pair = pairs.next();
                tasks.run(() -> task.accept(pair));
            }
            tasks.await();
        }
    }

    /** Compares all that the two stores have of the bucket. */
    void compare() {
        Bucket expected = source.buckets().get(name);
        Bucket found;
        try {
            found = target.buckets().get(name);
        } catch (StorageException.NoSuchBucket _) {
            progress.problem(name + ": is not in the target");
            return;
        }
        if (!expected.equals(found)) {
            progress.problem(name + ": the target has " + found + ", not " + expected);
        }
        Map<BucketSetting, String> settings = target.buckets().settings(name);
        Map<BucketSetting, String> wanted = source.buckets().settings(name);
        for (BucketSetting kind : BucketSetting.values()) {
            if (!Optional.ofNullable(wanted.get(kind)).equals(Optional.ofNullable(settings.get(kind)))) {
                progress.problem(name + ": the setting " + kind + " is another one in the target");
            }
        }
        KeyComparison comparison = new KeyComparison(source, target, progress);
        forEach(KeyPairs.of(source, target, name), comparison::compare);
    }
}
