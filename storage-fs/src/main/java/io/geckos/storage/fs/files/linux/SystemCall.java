package io.geckos.storage.fs.files.linux;

/**
 * Linux's system calls that the engine makes, with their numbers on x86-64 and in the table that 64-bit ARM and RISC-V
 * share. Calling the kernel by number needs no C library of a certain kind or age.
 */
enum SystemCall {
    READ(0, 63),
    WRITE(1, 64),
    CLOSE(3, 57),
    IOCTL(16, 29),
    PREAD64(17, 67),
    FSYNC(74, 82),
    FCHMOD(91, 52),
    FSTATFS(138, 44),
    GETDENTS64(217, 61),
    INOTIFY_ADD_WATCH(254, 27),
    INOTIFY_RM_WATCH(255, 28),
    MKDIRAT(258, 34),
    UNLINKAT(263, 35),
    LINKAT(265, 37),
    SYNC_FILE_RANGE(277, 84),
    UTIMENSAT(280, 88),
    INOTIFY_INIT1(294, 26),
    PREADV2(327, 286),
    RENAMEAT2(316, 276),
    COPY_FILE_RANGE(326, 285),
    STATX(332, 291),
    OPENAT2(437, 437);

    private final long x86;
    private final long generic;

    SystemCall(long x86, long generic) {
        this.x86 = x86;
        this.generic = generic;
    }

    long number(boolean onX86) {
        return onX86 ? x86 : generic;
    }
}
