package io.geckos.storage.rados.librados;

import io.geckos.domain.error.StorageException.OutOfSpace;
import io.geckos.domain.error.StorageException.StorageFailure;
import io.geckos.domain.error.StorageException.Unavailable;

/** An error of librados, with its error number in Linux (errno). */
public final class RadosException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public static final int NOT_PERMITTED = 1;
    public static final int NO_ENTRY = 2;
    public static final int ACCESS = 13;
    public static final int BUSY = 16;
    public static final int EXISTS = 17;
    public static final int INVALID = 22;
    public static final int NO_SPACE = 28;
    public static final int NO_ATTRIBUTE = 61;
    public static final int NOT_SUPPORTED = 95;
    public static final int NOT_CONNECTED = 107;
    public static final int SHUT_DOWN = 108;
    /** The outcome of a write is unknown: it may have been carried out, or be carried out later. */
    public static final int TIMED_OUT = 110;

    public static final int QUOTA = 122;
    /** A comparison in a write operation did not hold, and nothing was written. */
    public static final int CANCELED = 125;

    private final int errno;

    /** {@code what} names the operation and its object. */
    RadosException(int errno, String what) {
        super(what + ": error " + errno + name(errno));
        this.errno = errno;
    }

    public int errno() {
        return errno;
    }

    /** Returns {@code result} unless it is an error; then throws {@link RadosException}, whatever the error is. */
    static int requireSuccess(int result, String what) {
        if (result < 0) {
            throw new RadosException(-result, what);
        }
        return result;
    }

    /**
     * Returns {@code result} unless it is an error.
     *
     * @throws RadosException for what a caller may expect: something is not there, or there already, or a comparison failed
     * @throws Unavailable if the cluster does not answer
     * @throws OutOfSpace if it is full
     * @throws StorageFailure for any other error
     */
    public static int check(int result, String what) {
        if (result >= 0) {
            return result;
        }
        RadosException error = new RadosException(-result, what);
        switch (-result) {
            case NO_ENTRY, EXISTS, CANCELED -> throw error;
            case TIMED_OUT, NOT_CONNECTED, SHUT_DOWN ->
                throw new Unavailable("the Ceph cluster does not answer: " + error.getMessage(), error);
            case NO_SPACE, QUOTA -> throw new OutOfSpace("the Ceph cluster is full: " + error.getMessage());
            default -> throw new StorageFailure(String.valueOf(error.getMessage()), error);
        }
    }

    private static String name(int errno) {
        return switch (errno) {
            case NOT_PERMITTED -> " (not permitted)";
            case NO_ENTRY -> " (no such entry)";
            case ACCESS -> " (permission denied)";
            case BUSY -> " (busy)";
            case EXISTS -> " (exists)";
            case INVALID -> " (invalid argument)";
            case NO_SPACE -> " (no space)";
            case NOT_SUPPORTED ->
                " (not supported: the pool of the index must be replicated, and its OSDs need the object classes numops and lock)";
            case TIMED_OUT -> " (timed out)";
            case QUOTA -> " (quota exceeded)";
            case CANCELED -> " (comparison failed)";
            default -> "";
        };
    }
}
