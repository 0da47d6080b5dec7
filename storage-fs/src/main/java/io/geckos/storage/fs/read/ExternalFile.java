package io.geckos.storage.fs.read;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.format.ObjectPath;
import io.geckos.storage.fs.format.Sidecar;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that was put or edited by hand, and that nobody has described yet. */
final class ExternalFile {
    private ExternalFile() {}

    /**
     * The metadata of a file that its sidecar does not describe.
     *
     * @param sidecar describes another state of the file, perhaps of the same bytes; null if there is none
     */
    static ObjectMetadata metadata(ObjectPath place, FileStatus stat, @Nullable Sidecar sidecar) {
        if (sidecar != null
                && sidecar.entry().sealed() != null
                && sidecar.entry().binding().size() == stat.size()) {
            // It lost its time, as in a restored backup. Every read proves whether the bytes are those of the seal.
            return sidecar.entry().boundTo(stat);
        }
        ETag etag = new ETag(Long.toHexString(stat.modified()) + "-" + Long.toHexString(stat.size()));
        ObjectSpec spec = sidecar == null || sidecar.entry().binding().size() != stat.size()
                ? guess(place)
                : sidecar.entry().spec();
        return new ObjectMetadata(
                ObjectMetadata.Binding.of(stat), etag, stat.lastModified(), spec, List.of(), null, List.of());
    }

    private static ObjectSpec guess(ObjectPath place) {
        String type = URLConnection.guessContentTypeFromName(place.name());
        return type == null ? ObjectSpec.EMPTY : new ObjectSpec(Map.of("content-type", type), Map.of(), Map.of());
    }
}
