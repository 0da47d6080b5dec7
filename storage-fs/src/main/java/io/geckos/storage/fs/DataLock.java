package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets one server own a data directory: a lock on a file, which says whose it is and ends with its process. */
final class DataLock implements AutoCloseable {
    private static final int OWNER_MAX = 300;
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or throws {@link StorageException.Unavailable} naming who holds it. */
    static DataLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, OPTIONS, Modes.attributes(Modes.OWNER_FILE));
        try {
            if (tryLock(channel) == null) {
                throw new StorageException.Unavailable(
                        "another server has " + file + " locked, process " + owner(channel) + "; stop it first");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
            return new DataLock(channel);
        } catch (IOException | StorageException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(OWNER_MAX);
        channel.read(bytes, 0);
        return UTF_8.decode(bytes.flip()).toString().strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            Log.warn("unlock", e);
        }
    }
}
