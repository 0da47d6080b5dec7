package io.geckos.storage.fs.files.linux;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.ReadOps;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at Linux's files as far as the kernel has them in memory. A path is resolved there or not at all; what it leads
 * to then is in memory too, and is held there while it is looked at.
 *
 * @param files whose data directory this looks into
 */
record LinuxCachedReads(LinuxFileOps files) implements ReadOps {
    @Override
    public DirectoryHandle root() {
        return files.root();
    }

    @Override
    public @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
        return LinuxOpen.directory(base, path, LinuxOpen.CACHED);
    }

    /** What is done with something while it is held. */
    @FunctionalInterface
    private interface HandleFunction<T> {
        @Nullable
        T at(FileStatus there) throws FileFault;
    }

    private static <T> @Nullable T hold(Syscalls kernel, DirectoryHandle dir, String name, HandleFunction<T> look)
            throws FileFault {
        long flags = LinuxOpen.PATH_ONLY | LinuxOpen.NO_FOLLOW;
        Long fd = LinuxOpen.existing(kernel, dir, name, flags, LinuxOpen.CACHED);
        if (fd == null) {
            return null;
        }
        try {
            return look.at(Statx.opened(kernel, fd, LinuxFileOps.path(dir, name)));
        } finally {
            kernel.call(SystemCall.CLOSE, fd);
        }
    }

    @Override
    public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            return hold(kernel, dir, name, there -> there);
        }
    }

    @Override
    public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            return hold(
                    kernel,
                    dir,
                    name,
                    there -> there.isRegular() ? LinuxOpen.file(kernel, dir, name, LinuxOpen.CACHED) : null);
        }
    }

    @Override
    public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        int read = files.readCached(file, buffer, position);
        if (read == FileOps.NOT_CACHED) {
            throw new FileFault(Errno.EAGAIN, "read", file.path());
        }
        return read;
    }
}
