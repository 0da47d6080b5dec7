package io.geckos.domain.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** A sink that can read a file itself, so that the bytes need not pass through the memory of this process. */
public interface FileTransferSink extends WritableByteChannel {
    /**
     * Takes up to {@code count} bytes of {@code file} from {@code position} on, as many as it can take without waiting
     * for its receiver.
     *
     * @return the number of bytes taken; 0 if it can take none now or ever, and then the caller writes the next bytes
     */
    long takeFrom(FileChannel file, long position, long count) throws IOException;
}
