package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectBufferPool;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Moves bytes in and out of Linux's open files. The kernel wants memory outside the heap; what is in it goes through there. */
final class LinuxFileContent {
    private static final int COPY_MAX = 1 << 30;
    private static final long RWF_NOWAIT = 0x8;
    private static final long EIO = 5;

    private LinuxFileContent() {}

    static int read(long fd, String path, ByteBuffer buffer, long position) throws FileFault {
        if (buffer.isDirect()) {
            return readDirect(fd, path, buffer, position);
        }
        if (buffer.remaining() <= SyscallArena.SMALL) {
            return readSmall(fd, path, buffer, position);
        }
        ByteBuffer direct = DirectBufferPool.take();
        try {
            direct.limit(Math.min(direct.capacity(), buffer.remaining()));
            int read = readDirect(fd, path, direct, position);
            buffer.put(direct.flip());
            return read;
        } finally {
            DirectBufferPool.give(direct);
        }
    }

    private static int readSmall(long fd, String path, ByteBuffer buffer, long position) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            int length = buffer.remaining();
            MemorySegment memory = kernel.allocate(length);
            int read = (int) kernel.require(path, SystemCall.PREAD64, fd, memory.address(), length, position);
            buffer.put(memory.asSlice(0, read).asByteBuffer());
            return read == 0 && length > 0 ? -1 : read;
        }
    }

    private static int readDirect(long fd, String path, ByteBuffer buffer, long position) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            long address = MemorySegment.ofBuffer(buffer).address();
            long read = kernel.require(path, SystemCall.PREAD64, fd, address, buffer.remaining(), position);
            if (read == 0 && buffer.hasRemaining()) {
                return -1;
            }
            buffer.position(buffer.position() + (int) read);
            return (int) read;
        }
    }

    /** A system that cannot tell whether it would wait counts as one that would, and so does the end of the file. */
    static int readCached(long fd, String path, ByteBuffer buffer, long position) throws FileFault {
        boolean direct = buffer.isDirect();
        if (!direct && buffer.remaining() > SyscallArena.SMALL) {
            return FileOps.NOT_CACHED;
        }
        try (Syscalls kernel = new Syscalls()) {
            int length = buffer.remaining();
            MemorySegment memory = direct ? MemorySegment.ofBuffer(buffer) : kernel.allocate(length);
            MemorySegment vector = kernel.allocate(2 * Long.BYTES);
            vector.setAtIndex(JAVA_LONG, 0, memory.address());
            vector.setAtIndex(JAVA_LONG, 1, length);
            long read = kernel.call(SystemCall.PREADV2, fd, vector.address(), 1, position, 0, RWF_NOWAIT);
            if (read == -EIO) {
                throw Syscalls.fault(path, SystemCall.PREADV2, read);
            }
            if (read <= 0) {
                return FileOps.NOT_CACHED;
            }
            if (direct) {
                buffer.position(buffer.position() + (int) read);
            } else {
                buffer.put(memory.asSlice(0, read).asByteBuffer());
            }
            return (int) read;
        }
    }

    /** The file of a descriptor, opened again. */
    static @Nullable FileChannel channel(long fd) {
        try {
            return FileChannel.open(Path.of("/proc/self/fd/" + fd), StandardOpenOption.READ);
        } catch (IOException _) {
            // There is no /proc, or no descriptor left.
            return null;
        }
    }

    static void write(long fd, String path, ByteBuffer bytes) throws FileFault {
        if (bytes.isDirect()) {
            writeDirect(fd, path, bytes);
            return;
        }
        ByteBuffer direct = DirectBufferPool.take();
        try {
            while (bytes.hasRemaining()) {
                int length = Math.min(direct.capacity(), bytes.remaining());
                direct.clear().put(bytes.slice().limit(length)).flip();
                writeDirect(fd, path, direct);
                bytes.position(bytes.position() + length);
            }
        } finally {
            DirectBufferPool.give(direct);
        }
    }

    private static void writeDirect(long fd, String path, ByteBuffer bytes) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            while (bytes.hasRemaining()) {
                long address = MemorySegment.ofBuffer(bytes).address();
                long written = kernel.require(path, SystemCall.WRITE, fd, address, bytes.remaining());
                bytes.position(bytes.position() + (int) written);
            }
        }
    }

    static void copy(long source, ByteSpan span, long target, String path) throws FileFault {
        try (Syscalls kernel = new Syscalls()) {
            MemorySegment offset = kernel.allocate(Long.BYTES);
            offset.set(JAVA_LONG, 0, span.offset());
            long copied = 1;
            while (copied > 0 && offset.get(JAVA_LONG, 0) < span.end()) {
                long length = Math.min(COPY_MAX, span.end() - offset.get(JAVA_LONG, 0));
                copied = kernel.call(SystemCall.COPY_FILE_RANGE, source, offset.address(), target, 0, length, 0);
            }
            copyThrough(
                    source,
                    new ByteSpan(offset.get(JAVA_LONG, 0), span.end() - offset.get(JAVA_LONG, 0)),
                    target,
                    path);
        }
    }

    /** Copies what the kernel could not, or said that it could not. */
    private static void copyThrough(long source, ByteSpan span, long target, String path) throws FileFault {
        ByteBuffer buffer = DirectBufferPool.take();
        try {
            long position = span.offset();
            while (position < span.end()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), span.end() - position));
                int read = readDirect(source, path, buffer, position);
                if (read < 0) {
                    throw new FileFault(Errno.OTHER, "copy", path, "ends at " + position);
                }
                writeDirect(target, path, buffer.flip());
                position += read;
            }
        } finally {
            DirectBufferPool.give(buffer);
        }
    }
}
