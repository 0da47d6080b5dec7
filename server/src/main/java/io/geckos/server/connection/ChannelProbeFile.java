package io.geckos.server.connection;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file that finds out to which channel a stream writes: when it is to be transferred into the stream, it transfers nothing and
 * remembers the channel.
 */
final class ChannelProbeFile extends FileChannel {
    private @Nullable WritableByteChannel target;

    /** The channel of the transfer; null if there was none. */
    @Nullable
    WritableByteChannel target() {
        return target;
    }

    @Override
    public long size() {
        return 1;
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel to) {
        target = to;
        return 1;
    }

    /** Always at the end: a caller that reads the file finds it empty. */
    @Override
    public int read(ByteBuffer bytes) {
        return -1;
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
        return -1;
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) {
        return -1;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public FileChannel position(long position) {
        return this;
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force(boolean metaData) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() {
        // There is nothing to close.
    }
}
