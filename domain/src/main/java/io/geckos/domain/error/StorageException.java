package io.geckos.domain.error;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.WriteCondition;
import java.time.Instant;
import java.util.Optional;

/**
 * The errors of storage. The set is closed, so the compiler checks the switch that maps them to a protocol. Expected
 * errors, such as a missing object, carry no stack trace, because that would make them slow. Errors that report a
 * failure of the store itself carry their cause.
 */
public abstract sealed class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StorageException(String message) {
        super(message, null, false, false);
    }

    private StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** There is no such bucket. */
    public static final class NoSuchBucket extends StorageException {
        private static final long serialVersionUID = 1L;

        public NoSuchBucket(BucketName bucket) {
            super("no such bucket: " + bucket);
        }
    }

    /** There is a bucket of this name already. */
    public static final class BucketExists extends StorageException {
        private static final long serialVersionUID = 1L;

        public BucketExists(BucketName bucket) {
            super("bucket exists: " + bucket);
        }
    }

    /** The bucket that was to be deleted is not empty. */
    public static final class BucketNotEmpty extends StorageException {
        private static final long serialVersionUID = 1L;

        public BucketNotEmpty(BucketName bucket) {
            super("bucket not empty: " + bucket);
        }
    }

    /** There is no such object. */
    public static final class NoSuchObject extends StorageException {
        private static final long serialVersionUID = 1L;

        public NoSuchObject(ObjectId id) {
            super("no such object: " + id);
        }
    }

    /** There is no such version of the object. */
    public static final class NoSuchVersion extends StorageException {
        private static final long serialVersionUID = 1L;
        private final transient ObjectId id;
        private final transient Version version;

        public NoSuchVersion(ObjectId id, Version version) {
            super("no such version: " + id + " " + version);
            this.id = id;
            this.version = version;
        }

        public ObjectId id() {
            return id;
        }

        public Version version() {
            return version;
        }
    }

    /** The requested version, or the latest one if none was requested, is a delete marker. */
    public static final class VersionIsDeleteMarker extends StorageException {
        private static final long serialVersionUID = 1L;
        private final transient Version.Named version;
        private final boolean requestedById;
        private final Instant lastModified;

        public VersionIsDeleteMarker(ObjectId id, Version.Named version, boolean requestedById, Instant lastModified) {
            super("deleted: " + id);
            this.version = version;
            this.requestedById = requestedById;
            this.lastModified = lastModified;
        }

        public Version.Named version() {
            return version;
        }

        /** Whether the request named the version. */
        public boolean wasRequestedById() {
            return requestedById;
        }

        /** When the marker was made. */
        public Instant lastModified() {
            return lastModified;
        }
    }

    /** There is no such upload, or it was completed or aborted. */
    public static final class NoSuchUpload extends StorageException {
        private static final long serialVersionUID = 1L;
        private final transient UploadId upload;

        public NoSuchUpload(UploadId upload) {
            super("no such upload: " + upload);
            this.upload = upload;
        }

        public UploadId upload() {
            return upload;
        }
    }

    /** A part that the completion names was never uploaded, or was replaced since. */
    public static final class InvalidPart extends StorageException {
        private static final long serialVersionUID = 1L;
        private final int number;

        public InvalidPart(int number, String reason) {
            super("part " + number + ": " + reason);
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** A part that is not the last is too small. */
    public static final class PartTooSmall extends StorageException {
        private static final long serialVersionUID = 1L;
        private final int number;
        private final long size;
        private final long minimum;

        public PartTooSmall(int number, long size, long minimum) {
            super("part " + number + " has " + size + " bytes, the least is " + minimum);
            this.number = number;
            this.size = size;
            this.minimum = minimum;
        }

        public int number() {
            return number;
        }

        /** In bytes. */
        public long size() {
            return size;
        }

        /** The smallest size of a part that is not the last, in bytes. */
        public long minimum() {
            return minimum;
        }
    }

    /** A {@link WriteCondition} did not hold. */
    public static final class ConditionFailed extends StorageException {
        private static final long serialVersionUID = 1L;

        public ConditionFailed(ObjectId id) {
            super("condition failed: " + id);
        }
    }

    /** Another writer won while a condition was being decided; the caller may retry. */
    public static final class WriteConflict extends StorageException {
        private static final long serialVersionUID = 1L;

        public WriteConflict(ObjectId id) {
            super("write conflict: " + id);
        }
    }

    /** A version is protected: it may not be deleted, or its retention may not be weakened. */
    public static final class VersionProtected extends StorageException {
        private static final long serialVersionUID = 1L;

        public VersionProtected(ObjectId id, Version version) {
            super("protected: " + id + " " + version);
        }
    }

    /** The versioning or the object lock of a bucket does not allow this. */
    public static final class WrongState extends StorageException {
        private static final long serialVersionUID = 1L;

        /** An error with the reason in words. */
        public WrongState(BucketName bucket, String reason) {
            super("bucket " + bucket + " " + reason);
        }
    }

    /**
     * The received bytes do not match the length, digests or signatures of the request, or did not all arrive. Nothing
     * was stored.
     */
    public static final class ContentMismatch extends StorageException {
        private static final long serialVersionUID = 1L;
        private final Kind kind;
        private final String detail;
        private transient Optional<Digests> digests = Optional.empty();

        /** What did not match. */
        public enum Kind {
            /** Fewer or more bytes arrived than the request announced. */
            LENGTH,
            /** No bytes arrived for too long. */
            TIMEOUT,
            MD5,
            CHECKSUM,
            PAYLOAD_SHA256,
            /** The framing of a chunked payload cannot be read. */
            CHUNK_FRAMING,
            /** A chunk that is not the last is smaller than 8 KiB. */
            CHUNK_SIZE,
            CHUNK_SIGNATURE,
            TRAILER_FRAMING,
            TRAILER_SIGNATURE
        }

        public ContentMismatch(Kind kind, String detail) {
            super(kind + ": " + detail);
            this.kind = kind;
            this.detail = detail;
        }

        /**
         * Two digests that differ, as they are written to clients: the client's, and the one computed over the received
         * bytes.
         */
        public record Digests(String expected, String calculated) {}

        /** Adds the two digests that differ, for the answer to the client, to this error, and returns it. */
        public ContentMismatch addDigests(String expected, String calculated) {
            digests = Optional.of(new Digests(expected, calculated));
            return this;
        }

        /** The digests that differ; empty if something else did not match, or if none were computed. */
        public Optional<Digests> digests() {
            return digests;
        }

        /** The mismatch in words, at most a sentence. */
        public String detail() {
            return detail;
        }

        public Kind kind() {
            return kind;
        }
    }

    /**
     * The engine may not touch the file at this place: a link or special file, a file on another device, or a name that
     * the engine reserves.
     */
    public static final class UnusablePath extends StorageException {
        private static final long serialVersionUID = 1L;

        public UnusablePath(String message) {
            super(message);
        }
    }

    /** The engine does not have this {@link StorageCapability}. */
    public static final class Unsupported extends StorageException {
        private static final long serialVersionUID = 1L;

        public Unsupported(StorageCapability capability) {
            super("unsupported: " + capability);
        }
    }

    /** The disk has no room for the bytes. */
    public static final class OutOfSpace extends StorageException {
        private static final long serialVersionUID = 1L;

        public OutOfSpace(String message) {
            super(message);
        }
    }

    /** A limit that the operator has set on what may be stored would be exceeded. The disk may have room. */
    public static final class QuotaExceeded extends StorageException {
        private static final long serialVersionUID = 1L;

        /** {@code scope} is what the limit is for, as clients may know it: {@code bucket} or {@code account}. */
        public QuotaExceeded(String scope) {
            super("The request would exceed the quota of the " + scope + ".");
        }
    }

    /** The store works, but has run out of a resource such as open files or memory. Trying again later helps. */
    public static final class Busy extends StorageException {
        private static final long serialVersionUID = 1L;

        public Busy(String message) {
            super(message);
        }
    }

    /** The store as a whole cannot do this now: read-only, gone, or stopped after a failure. */
    public static final class Unavailable extends StorageException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }

        public Unavailable(String message) {
            super(message);
        }
    }

    /** This one operation failed because of an error of the disk or the cluster. The data that was stored before is unchanged. */
    public static final class StorageFailure extends StorageException {
        private static final long serialVersionUID = 1L;

        public StorageFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The stored bytes of an object are not those that belong to it: they were changed, cut off or exchanged. */
    public static final class DamagedObject extends StorageException {
        private static final long serialVersionUID = 1L;

        public DamagedObject(ObjectId id, Throwable cause) {
            super(id + ": " + cause.getMessage(), cause);
        }
    }
}
