package io.geckos.storage.rados.format;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a version has that is no delete marker.
 *
 * @param size in bytes, as the client sent them
 * @param data the bytes; of an object in parts, a manifest that names the bytes of each
 * @param upload the upload that became this object, if it has parts
 */
public record ObjectContent(
        ETag etag,
        long size,
        List<Checksum> checksums,
        int partCount,
        ObjectSpec spec,
        DataSegment data,
        Optional<String> upload) {
    /** Copies the collections. */
    public ObjectContent {
        checksums = List.copyOf(checksums);
    }

    /** A copy with other properties from its client. */
    public ObjectContent withSpec(ObjectSpec newSpec) {
        return new ObjectContent(etag, size, checksums, partCount, newSpec, data, upload);
    }
}
