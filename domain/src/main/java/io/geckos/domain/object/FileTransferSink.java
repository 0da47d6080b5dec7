package io.geckos.domain.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** A sink that may take bytes from a file by itself, so that they need not pass through the memory of this process. */
public interface FileTransferSink extends WritableByteChannel {
    /**
     * Takes bytes of {@code file} from {@code position} on, as many of {@code count} as it can take without waiting for
     * whoever is behind it.
     *
     * @return how many; 0 if there are none just now, or never: what comes next has then to be written
     */
    long takeFrom(FileChannel file, long position, long count) throws IOException;
}
