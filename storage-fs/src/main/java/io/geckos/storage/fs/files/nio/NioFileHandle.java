package io.geckos.storage.fs.files.nio;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.StorageLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file that {@code java.nio} opened, and its bytes. */
final class NioFileHandle implements FileHandle {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    private static final Set<OpenOption> APPEND =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, NOFOLLOW_LINKS);

    private final Path location;
    private final Set<OpenOption> reopen;
    private final @Nullable FileStatus pinned;
    private FileChannel channel;

    private NioFileHandle(Path location, Set<OpenOption> options, Set<OpenOption> reopen, @Nullable FileStatus pinned)
            throws IOException {
        this.location = location;
        this.reopen = reopen;
        this.pinned = pinned;
        this.channel = FileChannel.open(location, options, FileModes.attributes(FileModes.OWNER_FILE));
    }

    /** Opens for reading what was just seen, or a directory to be synced, of which nothing need be known. */
    static NioFileHandle open(Path location, @Nullable FileStatus seen) throws IOException {
        return new NioFileHandle(location, READ, READ, seen);
    }

    /** Makes a new file for writing. */
    static NioFileHandle create(Path location) throws IOException {
        return new NioFileHandle(location, CREATE, APPEND, null);
    }

    Path location() {
        return location;
    }

    @Override
    public String path() {
        return location.toString();
    }

    @Override
    public FileStatus opened() {
        if (pinned == null) {
            throw new IllegalStateException("not opened for reading: " + location);
        }
        return pinned;
    }

    /** There is no fstat: a file that lost its name is taken to be as it was. */
    FileStatus stat() throws FileFault {
        FileStatus now = NioFileStatus.of(location);
        if (pinned != null && (now == null || now.inode() != pinned.inode())) {
            return pinned;
        }
        if (now == null) {
            throw new FileFault(Errno.ENOENT, "stat", path());
        }
        return now;
    }

    int read(ByteBuffer buffer, long position) throws FileFault {
        return uninterrupted("read", open -> open.read(buffer, position));
    }

    void write(ByteBuffer bytes) throws FileFault {
        while (bytes.hasRemaining()) {
            uninterrupted("write", open -> open.write(bytes));
        }
    }

    /** Appends a stretch of this to another. */
    void copy(ByteSpan span, NioFileHandle target) throws FileFault {
        long position = span.offset();
        while (position < span.end()) {
            long from = position;
            long copied = uninterrupted("copy", open -> open.transferTo(from, span.end() - from, target.channel));
            if (copied <= 0) {
                throw new FileFault(Errno.OTHER, "copy", path(), "ends at " + position);
            }
            position += copied;
        }
    }

    void sync() throws FileFault {
        uninterrupted("fsync", open -> {
            open.force(true);
            return 0;
        });
    }

    @FunctionalInterface
    private interface ChannelCall<T> {
        T on(FileChannel open) throws IOException;
    }

    /** An interrupt closes a {@link FileChannel}, whatever it was doing: open it again and go on. */
    private <T> T uninterrupted(String operation, ChannelCall<T> call) throws FileFault {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.on(channel);
                } catch (ClosedByInterruptException _) {
                    interrupted |= Thread.interrupted();
                    channel = FileChannel.open(location, reopen);
                }
            }
        } catch (IOException e) {
            throw NioErrorMapping.of(e, operation, location);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            StorageLog.warn("close " + location, e);
        }
    }
}
