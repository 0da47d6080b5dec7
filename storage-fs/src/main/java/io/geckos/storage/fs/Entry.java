package io.geckos.storage.fs;

import io.geckos.domain.Checksum;
import io.geckos.domain.ETag;
import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sidecar says of one data file.
 *
 * @param binding the file it speaks of
 * @param uploadId the upload in parts that made the object, null if none did
 * @param parts what the object was completed from; empty if it was written in one piece
 */
record Entry(
        Binding binding,
        ETag etag,
        Instant lastModified,
        ObjectSpec spec,
        List<Checksum> checksums,
        @Nullable String uploadId,
        List<Part> parts) {
    Entry {
        checksums = List.copyOf(checksums);
        parts = List.copyOf(parts);
    }

    /**
     * What tells one data file from any other that ever had its name: the engine sets modification times so that no two
     * are equal.
     *
     * @param modified nanoseconds since 1970
     */
    record Binding(long size, long modified) {
        static Binding of(Stat stat) {
            return new Binding(stat.size(), stat.modified());
        }
    }

    /** The same of another file. */
    Entry boundTo(Stat stat) {
        return new Entry(Binding.of(stat), etag, lastModified, spec, checksums, uploadId, parts);
    }

    Entry withTags(Map<String, String> tags) {
        return new Entry(binding, etag, lastModified, spec.withTags(tags), checksums, uploadId, parts);
    }

    ObjectInfo info(ObjectId id) {
        return new ObjectInfo(id, Optional.empty(), etag, binding.size(), lastModified, checksums, parts.size(), spec);
    }
}
