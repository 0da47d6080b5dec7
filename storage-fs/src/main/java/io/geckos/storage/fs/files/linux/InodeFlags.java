package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** The attributes that {@code chattr} sets, see ioctl_iflags(2). */
final class InodeFlags {
    private static final long FS_IOC_GETFLAGS = 0x80086601L;
    private static final long FS_IOC_SETFLAGS = 0x40086602L;

    /** Only ext2 to ext4 know it: directories made below are not related, and go to different parts of the disk. */
    private static final int FS_TOPDIR_FL = 0x20000;

    private InodeFlags() {}

    /** Sets {@code FS_TOPDIR_FL}; false if the file system has no such flag, or does not let this process set it. */
    static boolean setTopDir(long directory) {
        try (Syscalls kernel = new Syscalls()) {
            MemorySegment flags = kernel.allocate(Long.BYTES);
            if (kernel.call(SystemCall.IOCTL, directory, FS_IOC_GETFLAGS, flags.address()) < 0) {
                return false;
            }
            int known = flags.getAtIndex(JAVA_INT, 0);
            if ((known & FS_TOPDIR_FL) != 0) {
                return true;
            }
            flags.setAtIndex(JAVA_INT, 0, known | FS_TOPDIR_FL);
            return kernel.call(SystemCall.IOCTL, directory, FS_IOC_SETFLAGS, flags.address()) >= 0;
        }
    }
}
