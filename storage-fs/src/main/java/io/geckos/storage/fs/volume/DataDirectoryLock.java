package io.geckos.storage.fs.volume;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.StorageLog;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets one server own a data directory: a lock on a file, which says whose it is and ends with its process. */
public final class DataDirectoryLock implements AutoCloseable {
    /** Of the file, in the directory of all that is internal. */
    public static final String NAME = "lock";

    private static final int OWNER_MAX = 300;
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final FileChannel channel;
    private final @Nullable Object key;

    private DataDirectoryLock(FileChannel channel, @Nullable Object key) {
        this.channel = channel;
        this.key = key;
    }

    /** Takes the lock, or throws {@link StorageException.Unavailable} naming who holds it. */
    public static DataDirectoryLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, OPTIONS, FileModes.attributes(FileModes.OWNER_FILE));
        try {
            if (tryLock(channel) == null) {
                throw new StorageException.Unavailable(
                        "another server has " + file + " locked, process " + owner(channel) + "; stop it first");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + " on " + host() + "\n").getBytes(UTF_8)));
            return new DataDirectoryLock(channel, key(file));
        } catch (IOException | StorageException e) {
            channel.close();
            throw e;
        }
    }

    /** On a file system that several machines share, a process number alone says little. */
    private static String host() throws IOException {
        Path linux = Path.of("/proc/sys/kernel/hostname");
        return Files.isReadable(linux)
                ? Files.readString(linux).strip()
                : System.getenv()
                        .getOrDefault(
                                "HOSTNAME", InetAddress.getLoopbackAddress().getHostName());
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Tells whether it is just this file that is locked, and not one of its name. */
    public boolean holds(Path file) throws IOException {
        return Objects.equals(key, key(file));
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
            StorageLog.warn("unlock", e);
        }
    }
}
