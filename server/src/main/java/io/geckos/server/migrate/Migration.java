package io.geckos.server.migrate;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.VersionEntry;
import io.geckos.server.config.ConfigurationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies buckets from one store to another one, one after the other, and compares each when it is copied. What is finished is
 * written down in the target, so that a migration which was ended goes on where it was. For one use.
 */
final class Migration {
    /** Documents that say how far the tasks of a server are; those of another store begin anew. */
    private static final Set<DocumentName> PROGRESS =
            Set.of(new DocumentName("lifecycle"), new DocumentName("rewrap"), MigrationJournal.NAME);

    /** What the documents of the history of usage begin with. */
    private static final String HISTORY = "usage-";

    private static final int PAGE = 1000;

    private final Storage source;
    private final Storage target;
    private final Set<BucketName> selected;
    private final MigrationProgress progress;

    /** {@code selected} names the buckets to copy; if it is empty, these are all, and documents are copied too. */
    Migration(Storage source, Storage target, Set<BucketName> selected, MigrationProgress progress) {
        this.source = source;
        this.target = target;
        this.selected = new TreeSet<>(selected);
        this.progress = progress;
    }

    /**
     * Copies and compares.
     *
     * @throws ConfigurationException if the target has something that no earlier run has put there; then nothing was changed
     */
    void run() {
        MigrationJournal journal = new MigrationJournal(target.documents());
        List<Bucket> finished = new ArrayList<>();
        List<Bucket> unfinished = new ArrayList<>();
        for (Bucket bucket : buckets()) {
            (isFinished(bucket, journal) ? finished : unfinished).add(bucket);
        }
        Set<DocumentName> documents = documents();
        documents.forEach(this::requireNoOther);
        count(unfinished);
        for (Bucket bucket : unfinished) {
            run(bucket, journal);
        }
        for (Bucket bucket : finished) {
            checkUnchanged(bucket, journal);
        }
        documents.forEach(this::copy);
    }

    private void run(Bucket bucket, MigrationJournal journal) {
        progress.enter(bucket.name().value());
        long problems = progress.problems();
        String digest = SourceDigest.of(source, bucket);
        journal.begin(bucket, digest);
        BucketMigration migration = new BucketMigration(source, target, bucket.name(), progress);
        migration.copy(!exists(bucket.name()));
        migration.compare();
        if (progress.problems() == problems) {
            journal.finish(bucket, digest);
            progress.note(bucket.name() + ": copied, and the same in both");
        }
    }

    /** Clients may have changed the source since a bucket was copied, and the target too: only the first is a problem. */
    private void checkUnchanged(Bucket bucket, MigrationJournal journal) {
        String copied =
                journal.find(bucket.name()).map(MigrationJournal.Entry::source).orElse("");
        if (copied.equals(SourceDigest.of(source, bucket))) {
            progress.note(bucket.name() + ": was finished by an earlier run");
        } else {
            progress.problem(
                    bucket.name() + ": was changed in the source since an earlier run finished it; delete it in the"
                            + " target and run again");
        }
    }

    /** Compares, and changes nothing. */
    void compare() {
        List<Bucket> buckets = buckets();
        count(buckets);
        for (Bucket bucket : buckets) {
            compare(bucket);
        }
        for (DocumentName name : documents()) {
            if (!text(target, name).equals(text(source, name))) {
                progress.problem("the document " + name + " is not in the target, or is another one there");
            }
        }
    }

    private void compare(Bucket bucket) {
        progress.enter(bucket.name().value());
        long problems = progress.problems();
        new BucketMigration(source, target, bucket.name(), progress).compare();
        if (progress.problems() == problems) {
            progress.note(bucket.name() + ": the same in both");
        }
    }

    private List<Bucket> buckets() {
        List<Bucket> all = new ArrayList<>();
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<Bucket> page = source.buckets().list(new ListQuery("", Optional.empty(), from.get(), PAGE));
            all.addAll(page.items());
            from = page.next().map(ListStart.Cursor::new);
        }
        Set<BucketName> missing = new TreeSet<>(selected);
        all.forEach(bucket -> missing.remove(bucket.name()));
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    "migrate: the source has no bucket " + missing.iterator().next());
        }
        all.removeIf(bucket -> !selected.isEmpty() && !selected.contains(bucket.name()));
        return all;
    }

    private boolean exists(BucketName name) {
        try {
            Bucket _ = target.buckets().get(name);
            return true;
        } catch (StorageException.NoSuchBucket _) {
            return false;
        }
    }

    private boolean isFinished(Bucket bucket, MigrationJournal journal) {
        if (!exists(bucket.name())) {
            return false;
        }
        MigrationJournal.Entry entry = journal.find(bucket.name())
                .filter(it -> it.created().equals(bucket.created()))
                .filter(it -> target.buckets().get(bucket.name()).created().equals(it.created()))
                .orElseThrow(() -> new ConfigurationException("migrate: the target has a bucket " + bucket.name()
                        + " that is not a copy of this one; delete it there, or name other buckets by -bucket"));
        return entry.finished();
    }

    /** The documents to be copied: users, accounts and their quotas. They belong to all buckets. */
    private Set<DocumentName> documents() {
        Set<DocumentName> names = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
        if (selected.isEmpty()) {
            names.addAll(source.documents().names());
            names.removeIf(name -> PROGRESS.contains(name) || name.value().startsWith(HISTORY));
        }
        return names;
    }

    private static Optional<String> text(Storage storage, DocumentName name) {
        return storage.documents().read(name).map(Document::text);
    }

    private void requireNoOther(DocumentName name) {
        Optional<String> there = text(target, name);
        if (there.isPresent() && !there.equals(text(source, name))) {
            throw new ConfigurationException("migrate: the target has another document " + name
                    + ", which says who may use it; name buckets by -bucket, then documents are not copied");
        }
    }

    private void copy(DocumentName name) {
        Optional<String> text = text(source, name);
        if (text.isPresent() && text(target, name).isEmpty()) {
            boolean _ = target.documents().write(name, Optional.empty(), text.get());
        }
        if (text(target, name).equals(text)) {
            progress.note("document " + name + ": the same in both");
        } else {
            progress.problem("the document " + name + " is another one in the target");
        }
    }

    private void count(List<Bucket> buckets) {
        long versions = 0;
        long bytes = 0;
        for (Bucket bucket : buckets) {
            Iterator<KeyEntries> keys = KeyEntries.of(source.objects(), bucket.name());
            while (keys.hasNext()) {
                for (VersionEntry entry : keys.next().entries()) {
                    versions++;
                    bytes += MigrationProgress.size(entry);
                }
            }
        }
        progress.expect(versions, bytes);
    }
}
