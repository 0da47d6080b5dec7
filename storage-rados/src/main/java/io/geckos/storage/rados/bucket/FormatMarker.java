package io.geckos.storage.rados.bucket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import io.geckos.storage.rados.librados.WriteOperation;
import java.util.List;
import java.util.Optional;

/**
 * The row that says in which format the rows of a namespace are written. A version of this server that knows another format does not
 * open the namespace: it would not understand rows, or would write what others do not.
 */
public final class FormatMarker {
    private static final String ROW = "format";
    private static final String KNOWN = "1";

    private FormatMarker() {}

    /**
     * Requires the format that this version knows. Where no format is named, because the namespace is empty or older than this
     * row, it is this one, and is named from now on. The catalogue of buckets must exist.
     *
     * @throws Unavailable naming the format that was found
     */
    public static void require(RadosPool meta) {
        Optional<String> found = read(meta);
        if (found.isEmpty()) {
            int result = meta.write(
                    BucketCatalog.OBJECT, new WriteOperation().requireNoRow(ROW).setRow(ROW, KNOWN.getBytes(US_ASCII)));
            if (result != -RadosException.CANCELED) {
                RadosException.check(result, "write " + BucketCatalog.OBJECT);
            }
            found = read(meta);
        }
        if (!found.equals(Optional.of(KNOWN))) {
            throw new Unavailable("the namespace in pool " + meta.name() + " has format " + found.orElse("none")
                    + ", and this version knows only format " + KNOWN + "; start the version that wrote it");
        }
    }

    private static Optional<String> read(RadosPool meta) {
        return meta.read(BucketCatalog.OBJECT, new ReadOperation().rows(List.of(ROW)))
                .getFirst()
                .value(ROW)
                .map(it -> new String(it, US_ASCII));
    }
}
