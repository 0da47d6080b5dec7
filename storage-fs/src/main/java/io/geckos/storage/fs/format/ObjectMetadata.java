package io.geckos.storage.fs.format;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.storage.fs.files.FileStatus;
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
 * @param md5 of all bytes, as a tag; null where the tag or the parts tell it, or nobody has read them yet
 * @param stamp which version it is; null of one that was written in a bucket without versions
 * @param sealed the client's size and the checksum of a sealed file; null of a plain one, which has the client's bytes
 */
public record ObjectMetadata(
        Binding binding,
        ETag etag,
        Instant lastModified,
        ObjectSpec spec,
        List<Checksum> checksums,
        @Nullable String uploadId,
        List<ObjectPart> parts,
        @Nullable ETag md5,
        @Nullable VersionStamp stamp,
        @Nullable SealedFile sealed) {
    public ObjectMetadata {
        checksums = List.copyOf(checksums);
        parts = List.copyOf(parts);
    }

    /** Of an object whose tag or parts tell what its bytes are. */
    public ObjectMetadata(
            Binding binding,
            ETag etag,
            Instant lastModified,
            ObjectSpec spec,
            List<Checksum> checksums,
            @Nullable String uploadId,
            List<ObjectPart> parts) {
        this(binding, etag, lastModified, spec, checksums, uploadId, parts, null, null, null);
    }

    /**
     * What tells one data file from any other that ever had its name: the engine sets modification times so that no two
     * are equal.
     *
     * @param modified nanoseconds since 1970
     */
    public record Binding(long size, long modified) {
        public static Binding of(FileStatus stat) {
            return new Binding(stat.size(), stat.modified());
        }
    }

    /** The same of another file. */
    public ObjectMetadata boundTo(FileStatus stat) {
        return new ObjectMetadata(
                Binding.of(stat), etag, lastModified, spec, checksums, uploadId, parts, md5, stamp, sealed);
    }

    public ObjectMetadata withTags(Map<String, String> tags) {
        return new ObjectMetadata(
                binding, etag, lastModified, spec.withTags(tags), checksums, uploadId, parts, md5, stamp, sealed);
    }

    /** The same with other headers, tags or protection. */
    public ObjectMetadata withSpec(ObjectSpec other) {
        return new ObjectMetadata(binding, etag, lastModified, other, checksums, uploadId, parts, md5, stamp, sealed);
    }

    /** The same of a certain version. */
    public ObjectMetadata withStamp(VersionStamp version) {
        return new ObjectMetadata(binding, etag, lastModified, spec, checksums, uploadId, parts, md5, version, sealed);
    }

    /** Which version this is: one that says nothing is the null version, and as old as its file. */
    public VersionStamp version() {
        return stamp == null ? VersionStamp.ofNull(binding.modified()) : stamp;
    }

    /** Adds the MD5 of the bytes. */
    public ObjectMetadata withMd5(ETag found) {
        return new ObjectMetadata(binding, etag, lastModified, spec, checksums, uploadId, parts, found, stamp, sealed);
    }

    /** The same of a file that is sealed so; null of one that is not. */
    public ObjectMetadata withSealed(@Nullable SealedFile file) {
        return new ObjectMetadata(binding, etag, lastModified, spec, checksums, uploadId, parts, md5, stamp, file);
    }

    /** The MD5 of all bytes; null of an object in parts, and where nobody has read them yet. */
    public @Nullable ETag digest() {
        return etag.isMd5() ? etag : md5;
    }

    /** Tells whether the bytes this speaks of could be told from others. */
    public boolean isRead() {
        return sealed != null || digest() != null || !parts.isEmpty();
    }

    /** How many bytes the object has for its clients. */
    public long size() {
        return sealed == null ? binding.size() : sealed.plainSize();
    }

    /** What a store says of this in a bucket that never kept versions. */
    public ObjectInfo info(ObjectId id) {
        return info(id, VersioningStatus.UNVERSIONED);
    }

    public ObjectInfo info(ObjectId id, VersioningStatus versioning) {
        Optional<Version.Named> version = versioning == VersioningStatus.UNVERSIONED
                ? Optional.empty()
                : Optional.of(version().version());
        return new ObjectInfo(id, version, etag, size(), lastModified, checksums, parts.size(), spec);
    }
}
