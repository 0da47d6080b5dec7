package io.geckos.storage.rados.index;

import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.VersionFormat;
import io.geckos.storage.rados.librados.OmapRow;

/**
 * A group of index rows that is merged into a listing, with the sort key of each row.
 *
 * @param letter the beginning of the keys of these rows
 * @param ordered whether the order of the version, which the row's key does not have, is added from the row's value
 */
record RowFamily(String letter, boolean ordered) {
    /** Separates the sort key of a version from its id in the key of its row. */
    private static final String VERSION_SEPARATOR = "-";

    String sortKey(OmapRow row) {
        String sortKey = row.key().substring(letter.length());
        if (ordered) {
            return sortKey
                    + RowKey.orderText(
                            VersionFormat.readHead(row.value()).version().order());
        }
        return letter.equals(RowKey.VERSIONS) ? sortKey.substring(0, sortKey.lastIndexOf(VERSION_SEPARATOR)) : sortKey;
    }

    /** The row key after which to read the rows behind a sort key. Some of them may not be behind it; callers skip these. */
    String after(String sortKey) {
        return letter + (ordered ? RowKey.keyOnly(sortKey) : sortKey);
    }
}
