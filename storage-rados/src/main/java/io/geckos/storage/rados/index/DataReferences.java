package io.geckos.storage.rados.index;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.rados.format.BucketRow;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.RowKey;
import io.geckos.storage.rados.format.UploadFormat;
import io.geckos.storage.rados.format.VersionFormat;
import io.geckos.storage.rados.librados.OmapPage;
import io.geckos.storage.rados.librados.OmapRow;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;
import io.geckos.storage.rados.librados.ReadOperation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells whether a row refers to bytes. Bytes pass from parts to versions, and from both to garbage; rows are read in that
 * order, so that none is missed while it passes.
 */
public record DataReferences(RadosPool meta) {
    /**
     * Tells whether bytes that were written for a key are referred to.
     *
     * @throws RadosException {@link RadosException#NO_ENTRY} if the shard of the key is not there
     */
    public boolean contains(BucketRow bucket, String id, ObjectKey key, Optional<String> upload) {
        String shard = bucket.shard(key);
        return upload.filter(it -> isPart(shard, it, id)).isPresent()
                || isContent(shard, key, id, upload)
                || isGarbage(shard, id, upload);
    }

    private boolean isPart(String shard, String upload, String id) {
        String letter = RowKey.parts(upload);
        return anyMatch(
                shard,
                letter,
                row -> UploadFormat.readPart(row.value()).data().id().equals(id));
    }

    private boolean isContent(String shard, ObjectKey key, String id, Optional<String> upload) {
        String versions = RowKey.versions(key);
        String after = versions;
        boolean more = true;
        while (more) {
            ReadOperation operation = new ReadOperation()
                    .rows(List.of(RowKey.object(key), RowKey.marker(key)))
                    .rows(after, versions, ReadOperation.MAX_ROWS);
            List<OmapPage> pages = meta.read(shard, operation);
            for (OmapPage page : pages) {
                if (page.rows().stream().anyMatch(row -> refersTo(row, id, upload))) {
                    return true;
                }
            }
            OmapPage last = pages.getLast();
            after = last.rows().isEmpty() ? after : last.rows().getLast().key();
            more = last.more();
        }
        return false;
    }

    /** Of an object in parts, the parts that it was not made of were left as garbage by the same operation. */
    private static boolean refersTo(OmapRow row, String id, Optional<String> upload) {
        Optional<ObjectContent> content = VersionFormat.readVersion(row.value()).content();
        return content.filter(it -> it.data().id().equals(id)
                        || (upload.isPresent() && it.upload().equals(upload) && !isManifest(id)))
                .isPresent();
    }

    /** The bytes of a part have its number in their name, and a manifest 0. */
    private static boolean isManifest(String id) {
        return id.contains("-0-");
    }

    private boolean isGarbage(String shard, String id, Optional<String> upload) {
        // Garbage of an object in parts is its manifest, whose name begins as that of the parts.
        String prefix = upload.map(it -> it + "-").orElse(id);
        return anyMatch(shard, RowKey.GARBAGE + prefix, row -> {
            DataSegment garbage = UploadFormat.readGarbage(row.value()).data();
            return garbage.id().equals(id) || isManifest(garbage.id());
        });
    }

    private boolean anyMatch(String shard, String letter, Predicate<OmapRow> predicate) {
        String after = "";
        boolean more = true;
        while (more) {
            OmapPage page = meta.read(shard, new ReadOperation().rows(after, letter, ReadOperation.MAX_ROWS))
                    .getFirst();
            if (page.rows().stream().anyMatch(predicate)) {
                return true;
            }
            after = page.rows().isEmpty() ? after : page.rows().getLast().key();
            more = page.more();
        }
        return false;
    }
}
