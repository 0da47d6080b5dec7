package io.geckos.storage.fs.files;

import java.io.IOException;

/** A file operation that the operating system refused. Has no stack trace: many are expected, and some are frequent. */
public final class FileFault extends IOException {
    private static final long serialVersionUID = 1L;
    private final Errno errno;
    private final String message;

    public FileFault(Errno errno, String operation, String path) {
        this(errno, operation, path, errno.name());
    }

    public FileFault(Errno errno, String operation, String path, String reason) {
        this.message = operation + " " + path + ": " + reason;
        this.errno = errno;
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Errno errno() {
        return errno;
    }

    public boolean is(Errno that) {
        return errno == that;
    }

    /** Tells whether a link or another device was in the way, which hide what is behind them from those who only look. */
    public boolean hides() {
        return is(Errno.ELOOP) || is(Errno.EXDEV);
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
        return this;
    }
}
