package io.geckos.storage.fs.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Who may do what with the files and directories the engine makes in buckets; what is internal is its owner's alone. */
public record FileModes(int file, int directory, int umask) {
    /** Of internal files. */
    public static final int OWNER_FILE = 0600;

    /** Of internal directories. */
    public static final int OWNER_DIRECTORY = 0700;

    private static final int USUAL_UMASK = 022;
    private static final String UMASK = "Umask:";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** With the umask of the process. */
    public FileModes(int file, int directory) {
        this(file, directory, processUmask());
    }

    /** Those that were asked for; one that was not is what the process's umask leaves. */
    public static FileModes of(OptionalInt file, OptionalInt directory) {
        int umask = processUmask();
        return new FileModes(file.orElse(0666 & ~umask), directory.orElse(0777 & ~umask), umask);
    }

    /** Tells whether a file that is made with {@link #file} has that mode, so that it need not be set. */
    public boolean isLeftByUmask() {
        return (file & umask) == 0;
    }

    private static int processUmask() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(UMASK))
                    .mapToInt(line ->
                            Integer.parseInt(line.substring(UMASK.length()).strip(), 8))
                    .findFirst()
                    .orElse(USUAL_UMASK);
        } catch (IOException | NumberFormatException _) {
            return USUAL_UMASK;
        }
    }

    /** To make a file or directory with; nothing where the file system has no modes. */
    public static FileAttribute<?>[] attributes(int mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode))}
                : new FileAttribute<?>[0];
    }

    /** Gives a file or directory a mode, whatever the umask; does nothing where the file system has none. */
    public static void set(Path path, int mode) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(path, permissions(mode));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            // They are declared in the order of their bits, the highest first.
            if (((mode >> (all.length - 1 - i)) & 1) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
