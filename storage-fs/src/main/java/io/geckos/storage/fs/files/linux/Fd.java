package io.geckos.storage.fs.files.linux;

import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.Stat;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A number the kernel gave out, until it is closed. */
public final class Fd implements OpenDir, OpenFile {
    public final long number;
    private final String path;
    private final @Nullable Stat stat;
    private boolean open = true;

    Fd(long number, String path, @Nullable Stat stat) {
        this.number = number;
        this.path = path;
        this.stat = stat;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Stat opened() {
        if (stat == null) {
            throw new IllegalStateException("not opened for reading: " + path);
        }
        return stat;
    }

    @Override
    public @Nullable FileChannel channel() {
        return LinuxBytes.channel(number);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            LinuxFiles.close(number);
        }
    }
}
