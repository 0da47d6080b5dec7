package io.geckos.storage.rados.index;

import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.VersionFormat;
import io.geckos.storage.rados.librados.OmapRow;

/**
 * A kind of rows in a listing, and the place of each.
 *
 * @param letter what their keys begin with
 * @param ordered whether the place is that of a version, though the row's key names no version
 */
record RowFamily(String letter, boolean ordered) {
    /** The end of a version's place in the key of its row. */
    private static final String VERSION_SEPARATOR = "-";

    String place(OmapRow row) {
        String place = row.key().substring(letter.length());
        if (ordered) {
            return place
                    + RowKey.orderText(
                            VersionFormat.readHead(row.value()).version().order());
        }
        return letter.equals(RowKey.VERSIONS) ? place.substring(0, place.lastIndexOf(VERSION_SEPARATOR)) : place;
    }

    /** The row after which to ask for those behind a place: perhaps some that are not behind it. */
    String after(String place) {
        return letter + (ordered ? RowKey.keyOnly(place) : place);
    }
}
