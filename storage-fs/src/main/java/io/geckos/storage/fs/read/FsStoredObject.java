package io.geckos.storage.fs.read;

import io.geckos.domain.ObjectId;
import io.geckos.domain.ObjectInfo;
import io.geckos.domain.Part;
import io.geckos.domain.Span;
import io.geckos.domain.StorageException;
import io.geckos.domain.StoredObject;
import io.geckos.storage.fs.files.Buffers;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenFile;
import io.geckos.storage.fs.files.Stat;
import io.geckos.storage.fs.format.Entry;
import io.geckos.storage.fs.volume.DiskThreads;
import io.geckos.storage.fs.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object held by its open file, which stays what it was when another takes its name. */
public final class FsStoredObject implements StoredObject {
    private static final long TURN = 1 << 20;

    private final FileOps files;
    private final DiskThreads disk;
    private final ObjectId id;
    private final Found found;

    public FsStoredObject(Volume volume, ObjectId id, Found found) {
        this.files = volume.files();
        this.disk = volume.disk();
        this.id = id;
        this.found = found;
    }

    @Override
    public ObjectInfo info() {
        return found.entry().info(id);
    }

    @Override
    public List<Part> parts() {
        return found.entry().parts();
    }

    public Found found() {
        return found;
    }

    /** The file, null if the object has no bytes and none. */
    public @Nullable
    OpenFile file() {
        return found.file();
    }

    @Override
    public void transferTo(Span span, WritableByteChannel sink) throws IOException {
        OpenFile file = found.file();
        if (file == null || span.length() == 0) {
            return;
        }
        try (Sending sending = new Sending(disk, file, span, sink)) {
            for (long position = span.offset(); position < span.end(); ) {
                long sent = sending.send(position);
                position += sent > 0 ? sent : write(file, position, span, sink);
            }
        }
    }

    /** Writes the next bytes; how many. */
    private int write(OpenFile file, long position, Span span, WritableByteChannel sink) throws IOException {
        ByteBuffer buffer = Buffers.take();
        try {
            buffer.limit((int) Math.min(buffer.capacity(), span.end() - position));
            int read = fill(file, buffer, position, span);
            buffer.flip();
            while (buffer.hasRemaining()) {
                sink.write(buffer);
            }
            return read;
        } finally {
            Buffers.give(buffer);
        }
    }

    /**
     * Tells whether to read on another thread even what is in memory: a transfer that waits for nobody would keep its
     * carrier from all others.
     */
    private static boolean isTurnOfOthers(long done, ByteBuffer buffer) {
        return done >= TURN && done % TURN < buffer.remaining();
    }

    private int fill(OpenFile file, ByteBuffer buffer, long position, Span span) {
        try {
            boolean elsewhere = isTurnOfOthers(position - span.offset(), buffer);
            int atOnce = elsewhere ? FileOps.NOT_AT_ONCE : files.readAtOnce(file, buffer, position);
            int read = atOnce != FileOps.NOT_AT_ONCE ? atOnce : disk.call(() -> files.read(file, buffer, position));
            if (read <= 0) {
                throw new FileFault(Errno.OTHER, "read", file.path(), "ends at " + position);
            }
            if (position + read == span.end()) {
                requireUnchanged(file);
            }
            return read;
        } catch (FileFault fault) {
            throw new StorageException.Failed(fault.getMessage(), fault);
        }
    }

    /** Bytes edited in place are not those the tag speaks of: better to break off than to end well. */
    public void requireUnchanged(OpenFile file) throws FileFault {
        Stat stat = found.stat();
        if (stat == null || !Entry.Binding.of(files.stat(file)).equals(Entry.Binding.of(stat))) {
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
