package io.geckos.domain.lifecycle;

import io.geckos.domain.lifecycle.LifecycleAction.AbortUploads;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireAfter;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireNoncurrent;
import io.geckos.domain.lifecycle.LifecycleAction.ExpireOn;
import io.geckos.domain.lifecycle.LifecycleAction.RemoveLoneMarkers;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.VersionEntry;
import io.geckos.domain.object.WriteCondition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the versions of a bucket, which it is shown in the order of a listing: by key, newest first. It keeps
 * something of one key only. For one thread.
 */
public final class LifecycleJudge {
    private final List<LifecycleRule> rules;
    private final LifecycleDay day;
    private final Instant now;

    private @Nullable ObjectKey key;
    private int noncurrent;
    private Instant replaced = Instant.MAX;

    /** Decides as of {@code now}. */
    public LifecycleJudge(LifecycleConfiguration configuration, LifecycleDay day, Instant now) {
        this.rules = configuration.enabled().toList();
        this.day = day;
        this.now = now;
    }

    /**
     * What is to be deleted of an entry; nothing of common prefixes.
     *
     * @param next the entry behind it in the listing; empty at the end
     * @param tags of the version, asked for only where all else matches
     * @return a target whose condition fails if the entry is not what it was any more
     */
    public Optional<DeleteTarget> judge(
            VersionEntry entry, Optional<VersionEntry> next, Supplier<Map<String, String>> tags) {
        return switch (entry) {
            case VersionEntry.Stored stored -> judge(stored, tags);
            case VersionEntry.DeleteMarker marker -> judge(marker, next);
            case VersionEntry.CommonPrefix _ -> Optional.empty();
        };
    }

    private Optional<DeleteTarget> judge(VersionEntry.Stored stored, Supplier<Map<String, String>> tags) {
        ObjectSummary object = stored.summary();
        Predicate<LifecycleAction> due = dueAt(object.id().key(), stored.latest(), object.lastModified());
        boolean removed = rules.stream()
                .filter(rule -> rule.filter().matches(object.id().key().value(), object.size()))
                .filter(rule -> rule.actions().stream().anyMatch(due))
                .anyMatch(
                        rule -> rule.filter().tags().isEmpty() || rule.filter().matchesTags(tags.get()));
        if (!removed) {
            return Optional.empty();
        }
        WriteCondition same = new WriteCondition.IfSame(
                Optional.of(object.etag()), Optional.of(object.lastModified()), OptionalLong.of(object.size()));
        // A null version may be another one by now, and the latest too.
        Version version = stored.latest() ? Version.LATEST : stored.version();
        return Optional.of(new DeleteTarget(object.id().key(), version, same));
    }

    private Optional<DeleteTarget> judge(VersionEntry.DeleteMarker marker, Optional<VersionEntry> next) {
        ObjectKey name = marker.id().key();
        boolean lone = marker.latest()
                && next.flatMap(LifecycleJudge::keyOf).filter(name::equals).isEmpty();
        Predicate<LifecycleAction> due = dueAt(name, marker.latest(), marker.lastModified());
        boolean removed = rules.stream()
                .filter(rule -> rule.filter().isPrefixOnly() && rule.filter().matchesKey(name.value()))
                .flatMap(rule -> rule.actions().stream())
                .anyMatch(action -> lone ? isDueOfLone(action, marker) : !marker.latest() && due.test(action));
        // Where an object has taken the place of a null marker meanwhile, the condition fails.
        return removed
                ? Optional.of(new DeleteTarget(name, marker.version(), new WriteCondition.IfAbsent()))
                : Optional.empty();
    }

    private boolean isDueOfLone(LifecycleAction action, VersionEntry.DeleteMarker marker) {
        return switch (action) {
            case RemoveLoneMarkers _ -> true;
            case ExpireAfter after -> isOver(day.due(marker.lastModified(), after.days()));
            case ExpireOn _, ExpireNoncurrent _, AbortUploads _ -> false;
        };
    }

    /** Takes note of an entry, and tells which actions are due of it. */
    private Predicate<LifecycleAction> dueAt(ObjectKey name, boolean latest, Instant written) {
        if (!name.equals(key)) {
            key = name;
            noncurrent = 0;
        }
        int newer = noncurrent;
        Instant since = replaced;
        noncurrent += latest ? 0 : 1;
        replaced = written;
        return action -> switch (action) {
            case ExpireAfter after -> latest && isOver(day.due(written, after.days()));
            case ExpireOn on -> latest && isOver(on.date());
            case ExpireNoncurrent old -> !latest && newer >= old.newerToKeep() && isOver(day.due(since, old.days()));
            case RemoveLoneMarkers _, AbortUploads _ -> false;
        };
    }

    /** Tells whether an upload in parts is to be aborted. */
    public boolean aborts(String uploadKey, Instant initiated) {
        return rules.stream()
                .filter(rule -> rule.filter().matchesKey(uploadKey))
                .flatMap(rule -> rule.actions().stream())
                .anyMatch(action -> action instanceof AbortUploads abort && isOver(day.due(initiated, abort.days())));
    }

    private boolean isOver(Instant due) {
        return !now.isBefore(due);
    }

    private static Optional<ObjectKey> keyOf(VersionEntry entry) {
        return switch (entry) {
            case VersionEntry.Stored stored -> Optional.of(stored.summary().id().key());
            case VersionEntry.DeleteMarker marker -> Optional.of(marker.id().key());
            case VersionEntry.CommonPrefix _ -> Optional.empty();
        };
    }
}
