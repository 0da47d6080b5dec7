package io.geckos.storage.fs.files;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads files whole that are never large. */
public final class SmallFiles {
    /** Two part tables of 10,000 parts take 4 MB. */
    private static final int MAX = 16 << 20;

    private SmallFiles() {}

    /** All bytes of a file; null if there is none, or it is larger than the engine ever makes one. */
    public static byte @Nullable [] read(ReadOps files, DirectoryHandle dir, String name) throws FileFault {
        try (FileHandle file = files.open(dir, name)) {
            return file == null ? null : read(files, file);
        }
    }

    /** The same of an open file. */
    public static byte @Nullable [] read(ReadOps files, FileHandle file) throws FileFault {
        long size = file.opened().size();
        if (size > MAX) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        while (bytes.hasRemaining() && files.read(file, bytes, bytes.position()) >= 0) {
            // Such files are never changed in place, so all of it comes.
        }
        return bytes.array();
    }
}
