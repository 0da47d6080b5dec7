package io.geckos.storage.fs.files.linux;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.ReadOps;
import io.geckos.storage.fs.files.Stat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at Linux's files as far as the kernel has them in memory. A path is resolved there or not at all; what it leads
 * to then is in memory too, and is held there while it is looked at.
 *
 * @param files whose data directory this looks into
 */
record LinuxAtOnce(LinuxFiles files) implements ReadOps {
    @Override
    public OpenDir root() {
        return files.root();
    }

    @Override
    public @Nullable OpenDir openDir(OpenDir base, String path) throws FileFault {
        return LinuxOpen.directory(base, path, LinuxOpen.AT_ONCE);
    }

    /** What is done with something while it is held. */
    @FunctionalInterface
    private interface Look<T> {
        @Nullable
        T at(Stat there) throws FileFault;
    }

    private static <T> @Nullable T hold(Kernel kernel, OpenDir dir, String name, Look<T> look) throws FileFault {
        long flags = LinuxOpen.PATH_ONLY | LinuxOpen.NO_FOLLOW;
        Long fd = LinuxOpen.existing(kernel, dir, name, flags, LinuxOpen.AT_ONCE);
        if (fd == null) {
            return null;
        }
        try {
            return look.at(Statx.opened(kernel, fd, LinuxFiles.path(dir, name)));
        } finally {
            kernel.call(SystemCall.CLOSE, fd);
        }
    }

    @Override
    public @Nullable Stat stat(OpenDir dir, String name) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            return hold(kernel, dir, name, there -> there);
        }
    }

    @Override
    public @Nullable OpenFile open(OpenDir dir, String name) throws FileFault {
        try (Kernel kernel = new Kernel()) {
            return hold(
                    kernel,
                    dir,
                    name,
                    there -> there.isRegular() ? LinuxOpen.file(kernel, dir, name, LinuxOpen.AT_ONCE) : null);
        }
    }

    @Override
    public int read(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
        int read = files.readAtOnce(file, buffer, position);
        if (read == FileOps.NOT_AT_ONCE) {
            throw new FileFault(Errno.EAGAIN, "read", file.path());
        }
        return read;
    }
}
