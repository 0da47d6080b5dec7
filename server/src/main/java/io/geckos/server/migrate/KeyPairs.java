package io.geckos.server.migrate;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectKey;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** All keys of a bucket in two stores, in order, each with what either store has of it. */
final class KeyPairs implements Iterator<KeyPairs.KeyPair> {
    private final Iterator<KeyEntries> sources;
    private final Iterator<KeyEntries> targets;
    private @Nullable KeyEntries source;
    private @Nullable KeyEntries target;

    private KeyPairs(Iterator<KeyEntries> sources, Iterator<KeyEntries> targets) {
        this.sources = sources;
        this.targets = targets;
        this.source = next(sources);
        this.target = next(targets);
    }

    /** What two stores have of one key; one of them may have nothing. */
    record KeyPair(KeyEntries source, KeyEntries target) {
        ObjectKey key() {
            return source.key();
        }
    }

    /** Those of a bucket that both have. */
    static KeyPairs of(Storage source, Storage target, BucketName bucket) {
        return new KeyPairs(KeyEntries.of(source.objects(), bucket), KeyEntries.of(target.objects(), bucket));
    }

    /** Those of a bucket that is empty in the target. */
    static KeyPairs ofNew(Storage source, BucketName bucket) {
        return new KeyPairs(KeyEntries.of(source.objects(), bucket), Collections.emptyIterator());
    }

    private static @Nullable KeyEntries next(Iterator<KeyEntries> all) {
        return all.hasNext() ? all.next() : null;
    }

    @Override
    public boolean hasNext() {
        return source != null || target != null;
    }

    @Override
    public KeyPair next() {
        KeyEntries left = source;
        KeyEntries right = target;
        if (left == null && right == null) {
            throw new NoSuchElementException();
        }
        int order = left == null ? 1 : right == null ? -1 : left.key().compareTo(right.key());
        if (left != null && order <= 0) {
            source = next(sources);
        }
        if (right != null && order >= 0) {
            target = next(targets);
        }
        return left == null || order > 0
                ? new KeyPair(KeyEntries.none(requireThere(right).key()), requireThere(right))
                : new KeyPair(left, order < 0 ? KeyEntries.none(left.key()) : requireThere(right));
    }

    private static KeyEntries requireThere(@Nullable KeyEntries entries) {
        if (entries == null) {
            throw new IllegalStateException("no entries");
        }
        return entries;
    }
}
