package io.geckos.storage.rados.index;

import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.PendingRows;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rows of all shards of a bucket in one order. Each shard is asked for some rows at a time, all shards at once. What one
 * shard answers is from one moment; what moves from one row to another keeps its place, so it is met once. For one thread.
 */
public final class MergedRows {
    /** The fewest rows to ask a shard for: with fewer than two, asking might not get ahead. */
    private static final int FEWEST = 16;

    private final RadosPool meta;
    private final List<RowFamily> families;
    private final String prefix;
    private final int batch;
    private final List<Shard> shards;

    private MergedRows(RadosPool meta, Stream<String> shards, List<RowFamily> families, String prefix, int limit) {
        this.meta = meta;
        this.families = families;
        this.prefix = RowKey.escape(prefix);
        this.shards = shards.map(Shard::new).toList();
        this.batch = Math.clamp(FEWEST + limit / this.shards.size(), FEWEST, ReadOperation.MAX_ROWS);
    }

    /**
     * Rows whose keys are the same but for a letter.
     *
     * @param prefix of keys
     * @param limit about how many will be needed
     */
    public static MergedRows of(RadosPool meta, Stream<String> shards, String letter, String prefix, int limit) {
        return new MergedRows(meta, shards, List.of(new RowFamily(letter, false)), prefix, limit);
    }

    /** All versions and delete markers, newest first. */
    public static MergedRows ofVersions(RadosPool meta, Stream<String> shards, String prefix, int limit) {
        List<RowFamily> families = List.of(
                new RowFamily(RowKey.OBJECTS, true),
                new RowFamily(RowKey.MARKERS, true),
                new RowFamily(RowKey.VERSIONS, false));
        return new MergedRows(meta, shards, families, prefix, limit);
    }

    /** A row in its place. */
    public static final class PlacedRow {
        private final String place;
        private final String letter;
        private final byte[] value;

        PlacedRow(String place, String letter, byte[] value) {
            this.place = place;
            this.letter = letter;
            this.value = value;
        }

        String place() {
            return place;
        }

        /** What follows the end of the key in the place. */
        public String behindKey() {
            return RowKey.behindEnd(place);
        }

        /** What kind of row it is. */
        public String letter() {
            return letter;
        }

        /** Not to be changed. */
        public byte[] value() {
            return value;
        }
    }

    private static final class Shard {
        private final String name;
        private final Deque<PlacedRow> rows = new ArrayDeque<>();
        private String after = "";
        private boolean more = true;

        Shard(String name) {
            this.name = name;
        }
    }

    /** Goes on behind a place. */
    public void skipTo(String place) {
        for (Shard shard : shards) {
            while (!shard.rows.isEmpty() && shard.rows.peek().place().compareTo(place) <= 0) {
                shard.rows.remove();
            }
            if (shard.rows.isEmpty() && shard.after.compareTo(place) < 0) {
                shard.after = place;
            }
        }
    }

    /** The next row, if there is one. */
    public Optional<PlacedRow> next() {
        fill();
        return shards.stream()
                .filter(shard -> !shard.rows.isEmpty())
                .min(Comparator.comparing(shard -> shard.rows.element().place()))
                .map(shard -> shard.rows.remove());
    }

    private void fill() {
        List<Shard> hungry = shards.stream()
                .filter(shard -> shard.rows.isEmpty() && shard.more)
                .toList();
        while (!hungry.isEmpty()) {
            List<PendingRows> pending = new ArrayList<>();
            try {
                hungry.forEach(shard -> pending.add(meta.send(shard.name, query(shard.after))));
                for (int i = 0; i < hungry.size(); i++) {
                    take(hungry.get(i), pending.get(i).await());
                }
            } finally {
                pending.forEach(PendingRows::close);
            }
            hungry = hungry.stream()
                    .filter(shard -> shard.rows.isEmpty() && shard.more)
                    .toList();
        }
    }

    private ReadOperation query(String after) {
        ReadOperation query = new ReadOperation();
        families.forEach(family -> query.rows(family.after(after), family.letter() + prefix, batch));
        return query;
    }

    private void take(Shard shard, List<OmapPage> pages) {
        List<PlacedRow> rows = new ArrayList<>();
        Optional<String> horizon = Optional.empty();
        for (int i = 0; i < families.size(); i++) {
            RowFamily family = families.get(i);
            OmapPage page = pages.get(i);
            for (OmapRow row : page.rows()) {
                rows.add(new PlacedRow(family.sortKey(row), family.letter(), row.value()));
            }
            if (page.more() && !page.rows().isEmpty()) {
                String last = rows.getLast().place();
                horizon =
                        Optional.of(horizon.filter(it -> it.compareTo(last) < 0).orElse(last));
            }
        }
        Optional<String> end = horizon;
        String after = shard.after;
        rows.stream()
                .filter(row -> row.place().compareTo(after) > 0)
                .filter(row -> end.isEmpty() || row.place().compareTo(end.get()) <= 0)
                .sorted(Comparator.comparing(PlacedRow::place))
                .forEach(shard.rows::add);
        shard.more = end.isPresent();
        shard.after = end.orElse(after);
    }
}
