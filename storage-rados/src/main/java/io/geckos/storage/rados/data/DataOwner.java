package io.geckos.storage.rados.data;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.rados.format.RowKey;
import java.util.Optional;

/**
 * What bytes were written for. It stands beside them, so that those can be found to which no row refers, because their
 * gateway died.
 *
 * @param bucket the id of the bucket
 * @param upload the upload in parts, if there is one
 * @param part the number of its part; 0 for a manifest
 */
public record DataOwner(String bucket, ObjectKey key, Optional<String> upload, int part) {
    private static final String NONE = "-";

    /** The bytes of an object that was written in one piece. */
    public DataOwner(String bucket, ObjectKey key) {
        this(bucket, key, Optional.empty(), 0);
    }

    String text() {
        return bucket + " " + upload.orElse(NONE) + " " + part + " " + RowKey.place(key.value());
    }

    /** Reads what {@link #text} wrote. */
    public static DataOwner parse(String text) {
        String[] columns = text.split(" ", 4);
        return new DataOwner(
                columns[0],
                new ObjectKey(RowKey.key(columns[3])),
                Optional.of(columns[1]).filter(it -> !it.equals(NONE)),
                Integer.parseInt(columns[2]));
    }
}
