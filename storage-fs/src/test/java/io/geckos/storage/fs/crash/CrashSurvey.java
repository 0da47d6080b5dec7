package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.testkit.disk.DiskFingerprint;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens with the engine every disk that a crash in a run may leave, and checks what is seen. Counts as it goes. Several
 * threads may survey runs at the same time, but not of the same scenario.
 */
final class CrashSurvey {
    private static final Logger LOG = Logger.getLogger("io.geckos.storage.fs");

    static {
        // Each opening would tell what it cleared away.
        LOG.setLevel(Level.OFF);
    }

    private final Map<Long, StorageSnapshot> trees = new ConcurrentHashMap<>();
    private final Map<Long, StorageSnapshot> cleared = new ConcurrentHashMap<>();
    private final Map<CrashScenario, AllowedOutcomes> oracles = new ConcurrentHashMap<>();
    private final CrashStates.Order order;
    private final LongAdder states = new LongAdder();
    private final LongAdder instants = new LongAdder();

    CrashSurvey(CrashStates.Order order) {
        this.order = order;
    }

    /** A run that is being surveyed. */
    private final class Surveyed {
        private final RecordedRun run;
        private final AllowedOutcomes oracle;
        private final DiskFingerprint fingerprint = new DiskFingerprint();
        private final IdentityHashMap<Set<StorageSnapshot>, Set<Long>> visited = new IdentityHashMap<>();
        private String violation = "";

        Surveyed(RecordedRun run) {
            this.run = run;
            this.oracle = oracles.computeIfAbsent(run.scenario(), AllowedOutcomes::new);
        }

        Optional<String> violation(int from) {
            CrashStates crashes = new CrashStates(run.initial(), run.changes(), order);
            for (int at = from; at <= run.changes().size() && violation.isEmpty(); at++) {
                int instant = at;
                instants.increment();
                Set<StorageSnapshot> withJournal = oracle.before(run, instant, true);
                Set<StorageSnapshot> without = oracle.before(run, instant, false);
                crashes.before(instant, (image, journaled) -> {
                    if (violation.isEmpty()) {
                        visit(image, journaled, instant, journaled ? withJournal : without);
                    }
                });
            }
            return violation.isEmpty() ? Optional.empty() : Optional.of(violation);
        }

        private void visit(DiskImage image, boolean journaled, int instant, Set<StorageSnapshot> allowed) {
            states.increment();
            long tree = fingerprint.of(image);
            if (!visited.computeIfAbsent(allowed, _ -> new HashSet<>()).add(tree)) {
                return;
            }
            try {
                StorageSnapshot seen = see(image, tree);
                if (!allowed.contains(seen)) {
                    throw new AssertionError("seen is " + seen + "\nallowed is one of " + allowed);
                }
            } catch (AssertionError | RuntimeException | FileFault broken) {
                violation = run.scenario().name() + "\n" + broken + "\nby a crash "
                        + (journaled ? "with" : "without") + " a journal after " + history(instant) + "\nthat leaves"
                        + image;
            }
        }

        private String history(int instant) {
            StringBuilder text = new StringBuilder();
            run.changes()
                    .subList(0, instant)
                    .forEach(change -> text.append("\n  ").append(change));
            return text.toString();
        }
    }

    /** What is seen of a disk when the engine opens it; fails if it cannot be. */
    private StorageSnapshot see(DiskImage image, long tree) throws FileFault {
        StorageSnapshot seen = trees.get(tree);
        if (seen == null) {
            MemoryFileOps files = new MemoryFileOps(image.copy());
            try (Storage storage = SingleThreadedStorage.on(files, 2)) {
                requireNothingStaged(files);
                requireLayout(storage, files);
                seen = see(storage, files);
            }
            assertEquals(0, files.open(), "left open");
            trees.put(tree, seen);
        }
        return seen;
    }

    /** The same of a disk that has been opened: many were different only in what is cleared away by that. */
    private StorageSnapshot see(Storage storage, MemoryFileOps files) {
        long tree = new DiskFingerprint().of(files.image());
        StorageSnapshot seen = cleared.get(tree);
        if (seen == null) {
            seen = StorageSnapshot.of(storage, CrashScenario.KEYS);
            cleared.put(tree, seen);
            clear(storage);
            requireNothingStaged(files);
            assertEquals(
                    List.of(".geckos3", ".geckos3/buckets", ".geckos3/format.json", ".geckos3/staging"),
                    files.image().paths());
        }
        return seen;
    }

    private static void requireNothingStaged(MemoryFileOps files) {
        DiskImage image = files.image();
        Integer staging = image.find(DiskImage.ROOT, InternalPaths.ROOT + "/staging");
        assertEquals(Set.of(), staging == null ? null : image.entries(staging).keySet(), "staged");
    }

    /** An engine that knows nothing of versions must not open a data directory that has some. */
    private static void requireLayout(Storage storage, MemoryFileOps files) {
        ListQuery all = new ListQuery("", Optional.empty(), ListStart.START, 1_000);
        if (storage.buckets().list(all).items().stream()
                .anyMatch(bucket -> bucket.versioning() != VersioningStatus.UNVERSIONED)) {
            Integer format = files.image().find(DiskImage.ROOT, InternalPaths.ROOT + "/format.json");
            String text = new String(
                    Objects.requireNonNull(files.image().content(Objects.requireNonNull(format)))
                            .bytes(),
                    StandardCharsets.UTF_8);
            assertTrue(text.contains("\"layout\":2"), text);
        }
    }

    /** Whatever a crash left, all of it can be removed by its clients. */
    private static void clear(Storage storage) {
        ListQuery all = new ListQuery("", Optional.empty(), ListStart.START, 1_000);
        for (Bucket bucket : storage.buckets().list(all).items()) {
            BucketName name = bucket.name();
            for (UploadEntry upload : storage.uploads().listUploads(name, all).items()) {
                var id = ((UploadEntry.Found) upload).info().id();
                if (storage.objects().list(name, all).items().isEmpty()) {
                    storage.uploads().abort(id);
                }
            }
            List<DeleteTarget> targets = storage.objects().list(name, all).items().stream()
                    .map(entry -> new DeleteTarget(
                            ((ListEntry.Found) entry).summary().id().key(), Version.LATEST, WriteCondition.ALWAYS))
                    .toList();
            storage.objects().delete(name, targets);
            if (bucket.versioning() != VersioningStatus.UNVERSIONED) {
                storage.objects().delete(name, versions(storage, name, all));
            }
            storage.buckets().delete(name);
        }
    }

    private static List<DeleteTarget> versions(Storage storage, BucketName bucket, ListQuery all) {
        return storage.objects().listVersions(bucket, all).items().stream()
                .map(entry -> switch (entry) {
                    case VersionEntry.Stored(var version, var summary, var _) ->
                        new DeleteTarget(summary.id().key(), version, WriteCondition.ALWAYS);
                    case VersionEntry.DeleteMarker(var id, var version, var _, var _) ->
                        new DeleteTarget(id.key(), version, WriteCondition.ALWAYS);
                    case VersionEntry.CommonPrefix(var prefix) -> throw new AssertionError(prefix);
                })
                .toList();
    }

    /** The first broken promise of a run, if any; {@code from} is the first instant at which a crash may fall. */
    Optional<String> violation(RecordedRun run, int from) {
        return new Surveyed(run).violation(from);
    }

    /** How many crashes were looked at. */
    long states() {
        return states.sum();
    }

    /** How many different trees were seen. */
    int trees() {
        return trees.size();
    }

    @Override
    public String toString() {
        return "%,d crash states at %,d instants: %,d distinct trees, %,d once opened"
                .formatted(states.sum(), instants.sum(), trees.size(), cleared.size());
    }
}
