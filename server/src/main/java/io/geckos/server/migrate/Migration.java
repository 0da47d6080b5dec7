package io.geckos.server.migrate;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.server.config.ConfigurationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        DocumentMigration documents = new DocumentMigration(source, target, journal, progress);
        Set<DocumentName> names = documents();
        names.forEach(documents::requireNoOther);
        survey(unfinished).forEach((bucket, survey) -> run(bucket, journal, survey.digest()));
        for (Bucket bucket : finished) {
            checkUnchanged(bucket, journal);
        }
        names.forEach(documents::copy);
    }

    private void run(Bucket bucket, MigrationJournal journal, String digest) {
        progress.enter(bucket.name().value());
        long problems = progress.problems();
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
        if (copied.equals(SourceSurvey.of(source, bucket).digest())) {
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
        Map<Bucket, SourceSurvey> _ = survey(buckets);
        for (Bucket bucket : buckets) {
            compare(bucket);
        }
        for (DocumentName name : documents()) {
            if (!DocumentMigration.text(target, name).equals(DocumentMigration.text(source, name))) {
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

    /** Looks at all that there is to copy and to compare; in the order of {@code buckets}. */
    private Map<Bucket, SourceSurvey> survey(List<Bucket> buckets) {
        Map<Bucket, SourceSurvey> surveys = new LinkedHashMap<>();
        buckets.forEach(bucket -> surveys.put(bucket, SourceSurvey.of(source, bucket)));
        progress.expect(
                surveys.values().stream().mapToLong(SourceSurvey::versions).sum(),
                surveys.values().stream().mapToLong(SourceSurvey::bytes).sum());
        return surveys;
    }
}
