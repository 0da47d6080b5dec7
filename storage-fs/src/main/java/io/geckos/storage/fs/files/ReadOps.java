package io.geckos.storage.fs.files;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The file system as those use it who only look.
 *
 * <p>Symbolic links are followed nowhere below {@link #root}, and nothing but regular files and directories is ever
 * opened. No method gives in to an interrupt.
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

    /** What stands under a name, itself even if it is a link; null if nothing. */
    @Nullable
    FileStatus stat(DirectoryHandle dir, String name) throws FileFault;

    /** Opens a file for reading; null unless a regular one is there. The caller closes it. */
    @Nullable
    FileHandle open(DirectoryHandle dir, String name) throws FileFault;

    /** Reads at {@code position} into what remains of {@code buffer}; how many bytes, or -1 at the end. */
    int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault;
}
