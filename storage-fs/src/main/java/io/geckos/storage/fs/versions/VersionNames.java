package io.geckos.storage.fs.versions;

import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The names of versions and delete markers in the directory of a key, newest first, in 25 bytes each: a key may have very
 * many. Also those that no rule lets be there.
 */
public final class VersionNames extends AbstractList<VersionName> implements RandomAccess {
    static final VersionNames NONE = new Builder().build();

    private static final byte MARKER = 1;
    private static final byte NULL = 2;

    private final long[] orders;
    private final long[] suffixes;
    private final long[] deleted;
    private final byte[] kinds;

    private VersionNames(long[] orders, long[] suffixes, long[] deleted, byte[] kinds) {
        this.orders = orders;
        this.suffixes = suffixes;
        this.deleted = deleted;
        this.kinds = kinds;
    }

    @Override
    public int size() {
        return orders.length;
    }

    @Override
    public VersionName get(int i) {
        boolean isNull = (kinds[i] & NULL) != 0;
        VersionStamp stamp = isNull ? VersionStamp.ofNull(orders[i]) : VersionStamp.of(orders[i], suffixes[i]);
        return (kinds[i] & MARKER) != 0 ? VersionName.marker(stamp, deleted[i]) : VersionName.data(stamp);
    }

    long order(int i) {
        return orders[i];
    }

    /** What the marker at a place has deleted; {@link VersionName#NOTHING} of what is no marker. */
    long deleted(int i) {
        return deleted[i];
    }

    boolean isNull(int i) {
        return (kinds[i] & NULL) != 0;
    }

    /** The place of the first that is older than an order. */
    int firstBehind(long order) {
        int low = 0;
        int high = orders.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (orders[middle] < order) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The place of the first that is as old as an order, or older. */
    private int firstFrom(long order) {
        return order == Long.MAX_VALUE ? 0 : firstBehind(order + 1);
    }

    /** The newest version or marker that has a stamp; null if none has. */
    @Nullable
    VersionName firstOf(VersionStamp stamp) {
        for (int i = firstFrom(stamp.order()); i < size() && orders[i] == stamp.order(); i++) {
            if (get(i).stamp().equals(stamp)) {
                return get(i);
            }
        }
        return null;
    }

    /** The newest null version or marker; null if there is none. */
    @Nullable
    VersionName firstNull() {
        for (int i = 0; i < size(); i++) {
            if (isNull(i)) {
                return get(i);
            }
        }
        return null;
    }

    /** The place of a name; negative if it is not there. */
    private int find(VersionName name) {
        long order = name.stamp().order();
        for (int i = firstFrom(order); i < size() && orders[i] == order; i++) {
            if (get(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean contains(Object name) {
        return name instanceof VersionName one && find(one) >= 0;
    }

    /** The same after some have come, and others gone. */
    VersionNames with(Map<VersionName, Boolean> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        // Of the same order those that have gone come first, as they stand.
        List<VersionName> newestFirst = changes.keySet().stream()
                .sorted(Comparator.<VersionName>comparingLong(
                                name -> name.stamp().order())
                        .reversed()
                        .thenComparing(name -> Boolean.TRUE.equals(changes.get(name)))
                        .thenComparingInt(this::find))
                .toList();
        Builder merged = new Builder();
        merged.ensure(size() + newestFirst.size());
        int copied = 0;
        for (VersionName name : newestFirst) {
            int found = find(name);
            boolean present = Boolean.TRUE.equals(changes.get(name));
            if (found >= 0 == present) {
                continue;
            }
            int until = Math.max(copied, present ? firstBehind(name.stamp().order()) : found);
            merged.copy(this, copied, until - copied);
            copied = present ? until : until + 1;
            if (present) {
                merged.add(name);
            }
        }
        merged.copy(this, copied, size() - copied);
        return merged.build();
    }

    /** The first {@code count} of these. */
    Builder first(int count) {
        Builder builder = new Builder();
        builder.ensure(size() + 1);
        builder.copy(this, 0, count);
        return builder;
    }

    /** Takes names in any order. */
    static final class Builder {
        private static final int FIRST = 16;

        private long[] orders = new long[FIRST];
        private long[] suffixes = new long[FIRST];
        private long[] deleted = new long[FIRST];
        private byte[] kinds = new byte[FIRST];
        private int size;

        void add(VersionName name) {
            ensure(size + 1);
            VersionStamp stamp = name.stamp();
            orders[size] = stamp.order();
            suffixes[size] = stamp.isNull() ? 0 : stamp.random();
            deleted[size] = name.deleted();
            kinds[size] = (byte) ((name.marker() ? MARKER : 0) | (stamp.isNull() ? NULL : 0));
            size++;
        }

        void copy(VersionNames from, int begin, int count) {
            ensure(size + count);
            System.arraycopy(from.orders, begin, orders, size, count);
            System.arraycopy(from.suffixes, begin, suffixes, size, count);
            System.arraycopy(from.deleted, begin, deleted, size, count);
            System.arraycopy(from.kinds, begin, kinds, size, count);
            size += count;
        }

        void ensure(int most) {
            if (most > orders.length) {
                int length = Math.max(most, orders.length + (orders.length >> 1));
                orders = Arrays.copyOf(orders, length);
                suffixes = Arrays.copyOf(suffixes, length);
                deleted = Arrays.copyOf(deleted, length);
                kinds = Arrays.copyOf(kinds, length);
            }
        }

        VersionNames build() {
            if (isSorted()) {
                return new VersionNames(
                        Arrays.copyOf(orders, size),
                        Arrays.copyOf(suffixes, size),
                        Arrays.copyOf(deleted, size),
                        Arrays.copyOf(kinds, size));
            }
            int[] places = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(i -> orders[i])
                            .reversed()
                            .thenComparingInt(i -> kinds[i])
                            .thenComparingLong(i -> suffixes[i])
                            .thenComparingLong(i -> deleted[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new VersionNames(
                    Arrays.stream(places).mapToLong(i -> orders[i]).toArray(),
                    Arrays.stream(places).mapToLong(i -> suffixes[i]).toArray(),
                    Arrays.stream(places).mapToLong(i -> deleted[i]).toArray(),
                    kinds(places));
        }

        private byte[] kinds(int[] places) {
            byte[] sorted = new byte[size];
            for (int i = 0; i < size; i++) {
                sorted[i] = kinds[places[i]];
            }
            return sorted;
        }

        private boolean isSorted() {
            for (int i = 1; i < size; i++) {
                if (orders[i - 1] <= orders[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
