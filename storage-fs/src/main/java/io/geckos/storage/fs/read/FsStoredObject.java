package io.geckos.storage.fs.read;

import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.files.DirectBufferPool;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.ObjectMetadata;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DiskExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object held by its open file, which stays what it was when another takes its name. */
public final class FsStoredObject implements StoredObject {
    private static final long TURN = 1 << 20;

    private final FileOps files;
    private final DiskExecutor disk;
    private final ObjectId id;
    private final VersioningStatus versioning;
    private final LocatedObject found;

    /** @param versioning of the object's bucket */
    public FsStoredObject(DataDirectory volume, ObjectId id, VersioningStatus versioning, LocatedObject found) {
        this.files = volume.files();
        this.disk = volume.disk();
        this.id = id;
        this.versioning = versioning;
        this.found = found;
    }

    @Override
    public ObjectInfo info() {
        return found.entry().info(id, versioning);
    }

    @Override
    public long storedSize() {
        return found.entry().binding().size();
    }

    @Override
    public List<ObjectPart> parts() {
        return found.entry().parts();
    }

    public LocatedObject found() {
        return found;
    }

    /** The file, null if the object has no bytes and none. */
    public @Nullable FileHandle file() {
        return found.file();
    }

    @Override
    public void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException {
        FileHandle file = found.file();
        if (file == null || span.length() == 0) {
            return;
        }
        try (SendfileTransfer sending = new SendfileTransfer(disk, file, span, sink)) {
            for (long position = span.offset(); position < span.end(); ) {
                long sent = sending.send(position);
                position += sent > 0 ? sent : write(file, position, span, sink);
            }
        }
    }

    /** Writes the next bytes; how many. */
    private int write(FileHandle file, long position, ByteSpan span, WritableByteChannel sink) throws IOException {
        ByteBuffer buffer = DirectBufferPool.take();
        try {
            buffer.limit((int) Math.min(buffer.capacity(), span.end() - position));
            int read = fill(file, buffer, position, span);
            buffer.flip();
            while (buffer.hasRemaining()) {
                sink.write(buffer);
            }
            return read;
        } finally {
            DirectBufferPool.give(buffer);
        }
    }

    /**
     * Tells whether to read on another thread even what is in memory: a transfer that waits for nobody would keep its
     * carrier from all others.
     */
    private static boolean isTurnOfOthers(long done, ByteBuffer buffer) {
        return done >= TURN && done % TURN < buffer.remaining();
    }

    private int fill(FileHandle file, ByteBuffer buffer, long position, ByteSpan span) {
        try {
            boolean elsewhere = isTurnOfOthers(position - span.offset(), buffer);
            int cached = elsewhere ? FileOps.NOT_CACHED : files.readCached(file, buffer, position);
            int read = cached != FileOps.NOT_CACHED ? cached : disk.call(() -> files.read(file, buffer, position));
            if (read <= 0) {
                throw new FileFault(Errno.OTHER, "read", file.path(), "ends at " + position);
            }
            if (position + read == span.end()) {
                requireUnchanged(file);
            }
            return read;
        } catch (FileFault fault) {
            throw new StorageException.StorageFailure(fault.getMessage(), fault);
        }
    }

    /** Bytes edited in place are not those the tag speaks of: better to break off than to end well. */
    public void requireUnchanged(FileHandle file) throws FileFault {
        FileStatus stat = found.stat();
        if (stat == null || !ObjectMetadata.Binding.of(files.stat(file)).equals(ObjectMetadata.Binding.of(stat))) {
            throw new FileFault(Errno.OTHER, "read", file.path(), "changed in place");
        }
    }

    @Override
    public void close() {
        if (found.file() != null) {
            found.file().close();
        }
    }
}
