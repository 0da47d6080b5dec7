package io.geckos.storage.fs.files;

/** Why the operating system refused, as far as the engine tells causes apart; {@code number} is Linux's. */
public enum Errno {
    EPERM(1),
    ENOENT(2),
    EINTR(4),
    EIO(5),
    EAGAIN(11),
    EACCES(13),
    EEXIST(17),
    EXDEV(18),
    ENOTDIR(20),
    EISDIR(21),
    ENFILE(23),
    EMFILE(24),
    ENOSPC(28),
    EROFS(30),
    EMLINK(31),
    ENAMETOOLONG(36),
    ENOTEMPTY(39),
    ELOOP(40),
    ENOTSUP(95),
    EDQUOT(122),
    /** Anything else. */
    OTHER(-1);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    public static Errno of(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return errno;
            }
        }
        return OTHER;
    }
}
