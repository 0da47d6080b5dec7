package io.geckos.storage.fs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** Linux's {@code struct statx}, which is the same on every processor. */
final class Statx {
    /** What {@link #read} needs: type, mode, modification and change time, inode, size and time of birth. */
    static final long WANTED = 0x1 | 0x2 | 0x40 | 0x80 | 0x100 | 0x200 | 0x800;

    private static final int SIZE = 256;
    private static final long MODE = 28;
    private static final long INODE = 32;
    private static final long LENGTH = 40;
    private static final long BORN = 80;
    private static final long CHANGED = 96;
    private static final long MODIFIED = 112;
    private static final long DEVICE = 136;

    private final MemorySegment memory;

    Statx(Kernel kernel) {
        this.memory = kernel.allocate(SIZE);
    }

    long address() {
        return memory.address();
    }

    Stat read() {
        FileType type = switch (memory.get(JAVA_INT, MODE) & 0xf000) {
            case 0x8000 -> FileType.REGULAR;
            case 0x4000 -> FileType.DIRECTORY;
            default -> FileType.OTHER;
        };
        long modified = nanos(MODIFIED);
        long born = nanos(BORN);
        return new Stat(
                type,
                memory.get(JAVA_LONG, INODE),
                memory.get(JAVA_LONG, LENGTH),
                modified,
                born == 0 ? modified : born,
                type == FileType.DIRECTORY ? nanos(CHANGED) : 0);
    }

    /** What tells a directory from any other of this machine. */
    record Identity(long device, long inode, long born) {
        /** Written out, as a record's own {@code equals} is linked by its first call, which every start makes. */
        boolean isSameAs(Identity that) {
            return device == that.device && inode == that.inode && born == that.born;
        }
    }

    Identity identity() {
        // Major and minor number, side by side.
        return new Identity(memory.get(JAVA_LONG, DEVICE), memory.get(JAVA_LONG, INODE), nanos(BORN));
    }

    private long nanos(long offset) {
        return Stat.nanos(memory.get(JAVA_LONG, offset), memory.get(JAVA_INT, offset + Long.BYTES));
    }
}
