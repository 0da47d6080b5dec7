package io.geckos.storage.fs.files;

import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A regular file held open. */
public interface FileHandle extends AutoCloseable {
    /** Where it was found, below the data directory; for messages. */
    String path();

    /** What was said of it when it was opened for reading. */
    FileStatus opened();

    /** The same file, open a second time, as Java has it; the caller closes it. Null where that cannot be had. */
    default @Nullable FileChannel channel() {
        return null;
    }

    @Override
    void close();
}
