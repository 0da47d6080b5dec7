package io.geckos.storage.fs.read;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.FileTransferSink;
import io.geckos.storage.fs.files.DirectBufferPool;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.volume.DiskExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Hands a file to whoever takes its bytes by himself, a stretch at a time, on the threads that may wait for the disk. As
 * many do so at once as there are processors, in order of arrival: the many who want much leave room for those who want
 * little.
 */
final class SendfileTransfer implements AutoCloseable {
    /** Less is sooner written than this is prepared. */
    private static final long LEAST = 512 << 10;

    private static final long STRETCH = 8 << 20;

    private static final Semaphore TURNS = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final DiskExecutor disk;
    private final long end;
    private final @Nullable FileTransferSink sink;
    private final @Nullable FileChannel channel;

    /** Prepares it, if the sink and the file are of that kind. The last of the bytes are left to be written. */
    SendfileTransfer(DiskExecutor disk, FileHandle file, ByteSpan span, WritableByteChannel sink) {
        this.disk = disk;
        this.end = span.end() - DirectBufferPool.SMALL;
        this.sink = span.length() >= LEAST && sink instanceof FileTransferSink taker ? taker : null;
        this.channel = this.sink == null ? null : file.channel();
    }

    /** Sends what it can from {@code position} on; how many bytes, 0 if the next have to be written. */
    long send(long position) throws IOException {
        long count = Math.min(STRETCH, end - position);
        if (sink == null || channel == null || count <= 0) {
            return 0;
        }
        TURNS.acquireUninterruptibly();
        try {
            return disk.call(() -> take(sink, channel, position, count));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            TURNS.release();
        }
    }

    private static long take(FileTransferSink sink, FileChannel channel, long position, long count) {
        try {
            return sink.takeFrom(channel, position, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
