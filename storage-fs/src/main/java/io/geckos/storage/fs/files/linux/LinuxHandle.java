package io.geckos.storage.fs.files.linux;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A number the kernel gave out, until it is closed. */
public final class LinuxHandle implements DirectoryHandle, FileHandle {
    public final long number;
    private final String path;
    private final @Nullable FileStatus stat;
    private boolean open = true;

    LinuxHandle(long number, String path, @Nullable FileStatus stat) {
        this.number = number;
        this.path = path;
        this.stat = stat;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public FileStatus opened() {
        if (stat == null) {
            throw new IllegalStateException("not opened for reading: " + path);
        }
        return stat;
    }

    @Override
    public @Nullable FileChannel channel() {
        return LinuxFileContent.channel(number);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            LinuxFileOps.close(number);
        }
    }
}
