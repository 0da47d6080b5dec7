package io.geckos.storage.rados.librados;

import java.util.List;
import java.util.Optional;

/**
 * Rows of an object's map, in order of their keys.
 *
 * @param more whether there are others behind them
 */
public record OmapPage(List<OmapRow> rows, boolean more) {
    /** Copies the collections. */
    public OmapPage {
        rows = List.copyOf(rows);
    }

    /** The value of a key, if it is in this page. */
    public Optional<byte[]> value(String key) {
        return rows.stream()
                .filter(row -> row.key().equals(key))
                .map(OmapRow::value)
                .findFirst();
    }
}
