package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileType;
import java.lang.foreign.MemorySegment;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Reads Linux directories: sequences of {@code struct linux_dirent64}. */
final class LinuxDirectoryReader {
    /** Whoever wants but one entry should not pay for all. */
    private static final int FIRST_BUFFER = 2 << 10;

    private static final int BUFFER = 64 << 10;
    private static final long LENGTH = 16;
    private static final long TYPE = 18;
    private static final long NAME = 19;

    private LinuxDirectoryReader() {}

    /**
     * What {@link #visitWhile} calls: a name, null if it is not UTF-8, and its type, null if the file system does not
     * say. It returns whether to go on.
     */
    @FunctionalInterface
    interface Visitor {
        boolean visit(@Nullable String name, @Nullable FileType type) throws FileFault;
    }

    /** Visits entries but the directory itself and the one above, until the visitor returns false; false if it did. */
    static boolean visitWhile(Syscalls kernel, long fd, String path, Visitor visitor) throws FileFault {
        MemorySegment buffer = kernel.allocate(FIRST_BUFFER);
        long length = next(kernel, fd, path, buffer);
        while (length > 0) {
            if (!visitWhile(buffer.asSlice(0, length), visitor)) {
                return false;
            }
            buffer = buffer.byteSize() == BUFFER ? buffer : kernel.allocate(BUFFER);
            length = next(kernel, fd, path, buffer);
        }
        return true;
    }

    /** How many bytes of entries came; 0 at the end, and if the directory was removed. */
    private static long next(Syscalls kernel, long fd, String path, MemorySegment buffer) throws FileFault {
        long length = kernel.call(SystemCall.GETDENTS64, fd, buffer.address(), buffer.byteSize());
        if (length >= 0) {
            return length;
        }
        FileFault fault = Syscalls.fault(path, SystemCall.GETDENTS64, length);
        if (fault.is(Errno.ENOENT)) {
            return 0;
        }
        throw fault;
    }

    private static boolean visitWhile(MemorySegment entries, Visitor visitor) throws FileFault {
        long at = 0;
        while (at < entries.byteSize()) {
            MemorySegment entry = entries.asSlice(at, entries.get(JAVA_SHORT, at + LENGTH));
            String name = name(entry.asSlice(NAME));
            boolean isEntry = name == null || !(name.equals(".") || name.equals(".."));
            if (isEntry && !visitor.visit(name, type(entry.get(JAVA_BYTE, TYPE)))) {
                return false;
            }
            at += entry.byteSize();
        }
        return true;
    }

    private static @Nullable FileType type(byte type) {
        return switch (type) {
            case 0 -> null;
            case 4 -> FileType.DIRECTORY;
            case 8 -> FileType.REGULAR;
            default -> FileType.OTHER;
        };
    }

    /** A string up to its zero byte; null if it is not UTF-8. */
    static @Nullable String name(MemorySegment field) {
        long end = 0;
        boolean ascii = true;
        for (byte b = field.get(JAVA_BYTE, 0); b != 0; b = field.get(JAVA_BYTE, end)) {
            ascii &= b > 0;
            end++;
        }
        if (ascii) {
            return field.getString(0);
        }
        try {
            return UTF_8.newDecoder()
                    .decode(field.asSlice(0, end).asByteBuffer())
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
