package io.geckos.storage.fs.files.nio;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells from Java's exceptions why the operating system refused. */
public final class NioErrorMapping {
    private NioErrorMapping() {}

    /** Java tells some causes by type and the rest only in the operating system's words. */
    public static FileFault of(IOException e, String operation, Path location) {
        if (e instanceof FileFault fault) {
            return fault;
        }
        Errno errno = switch (e) {
            case NoSuchFileException _ -> Errno.ENOENT;
            case FileAlreadyExistsException _ -> Errno.EEXIST;
            case DirectoryNotEmptyException _ -> Errno.ENOTEMPTY;
            case NotDirectoryException _ -> Errno.ENOTDIR;
            case AtomicMoveNotSupportedException _ -> Errno.EXDEV;
            case FileSystemException f -> named(f.getReason());
            default -> named(e.getMessage());
        };
        return new FileFault(errno, operation, location.toString(), String.valueOf(e.getMessage()));
    }

    private static Errno named(@Nullable String reason) {
        return switch (reason == null ? "" : reason.toLowerCase(Locale.ROOT)) {
            case "no such file or directory" -> Errno.ENOENT;
            case "not a directory" -> Errno.ENOTDIR;
            case "is a directory" -> Errno.EISDIR;
            case "no space left on device" -> Errno.ENOSPC;
            case "disk quota exceeded", "quota exceeded" -> Errno.EDQUOT;
            case "too many open files", "no file descriptors available" -> Errno.EMFILE;
            case "too many open files in system" -> Errno.ENFILE;
            case "read-only file system" -> Errno.EROFS;
            case "input/output error", "i/o error" -> Errno.EIO;
            case "file name too long", "filename too long" -> Errno.ENAMETOOLONG;
            case "too many levels of symbolic links", "too many symbolic links" -> Errno.ELOOP;
            case "permission denied" -> Errno.EACCES;
            case "operation not permitted" -> Errno.EPERM;
            case "too many links" -> Errno.EMLINK;
            case "invalid cross-device link", "cross-device link", "cross device link" -> Errno.EXDEV;
            case "operation not supported", "not supported" -> Errno.ENOTSUP;
            default -> Errno.OTHER;
        };
    }
}
