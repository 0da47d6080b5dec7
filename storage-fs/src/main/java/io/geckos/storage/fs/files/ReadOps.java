package io.geckos.storage.fs.files;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The file system for callers that only read.
 *
 * <p>Symbolic links are followed nowhere below {@link #root}, and nothing but regular files and directories is ever
 * opened. No method can be interrupted.
 */
public interface ReadOps {
    /** The data directory; not for the caller to close. */
    DirectoryHandle root();

    /**
     * Opens the directory at {@code path}, names joined by {@code /}, below {@code base}; the caller closes it.
     *
     * @return null if nothing or no directory is there
     * @throws FileFault with ELOOP at a symbolic link, with EXDEV on another device
     */
    @Nullable
    DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault;

    /** The status of an entry, null if there is none. Of a symbolic link it is the link's own (lstat). */
    @Nullable
    FileStatus stat(DirectoryHandle dir, String name) throws FileFault;

    /** Opens a file for reading; null unless a regular one is there. The caller closes it. */
    @Nullable
    FileHandle open(DirectoryHandle dir, String name) throws FileFault;

    /**
     * Reads at {@code position} into the remaining space of {@code buffer}.
     *
     * @return the number of bytes, or -1 at the end
     */
    int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault;
}
