package io.geckos.storage.fs;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.StorageLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The data directory before it is opened: makes what is missing of it, and says why it cannot be used. */
final class DataDirectoryUse {
    private final Path path;
    private final Path internal;
    private final FileModes modes;

    /** What {@link #make} made, the innermost first. */
    private final Deque<Path> made = new ArrayDeque<>();

    DataDirectoryUse(Path path, FileModes modes) {
        this.path = path;
        this.internal = path.resolve(InternalPaths.ROOT);
        this.modes = modes;
    }

    /** Makes what is missing, and answers the directory of all that is internal, which no other user can enter. */
    Path make() throws IOException {
        if (!Files.isDirectory(path)) {
            makeDurably(path);
            FileModes.set(path, modes.directory());
        }
        if (!Files.isDirectory(internal, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(internal, FileModes.attributes(FileModes.OWNER_DIRECTORY));
            made.push(internal);
        }
        FileModes.set(internal, FileModes.OWNER_DIRECTORY);
        return internal;
    }

    /** Makes a directory and those above it, none of which a loss of power takes away again with all that is in it. */
    private void makeDurably(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent == null || Files.isDirectory(directory)) {
            return;
        }
        makeDurably(parent);
        Files.createDirectory(directory);
        made.push(directory);
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes what {@link #make} made, for a start that failed; to be called while the lock in it is held. */
    void undo() {
        try {
            if (made.contains(internal)) {
                Files.walkFileTree(internal, new TreeRemoval());
                made.remove(internal);
            }
            for (Path directory : made) {
                Files.delete(directory);
            }
        } catch (IOException e) {
            StorageLog.warn("left behind by a start that failed: " + e.getMessage());
        }
    }

    /**
     * Returns normally if the directory can be used, or made; changes nothing.
     *
     * @return whether it is there already, with what is internal in it
     * @throws StorageException.Unavailable if it cannot
     */
    boolean requireUsable() {
        Path nearest = Files.exists(internal) ? internal : existing();
        if (!Files.isDirectory(nearest)) {
            throw unavailable(new NoSuchFileException(nearest.toString()));
        }
        if (!Files.isWritable(nearest) || !Files.isExecutable(nearest)) {
            throw unavailable(new AccessDeniedException(nearest.toString()));
        }
        return nearest.equals(internal);
    }

    /** What to tell the operator of a failure: what is wrong with which path, and what to do. */
    StorageException.Unavailable unavailable(IOException e) {
        Path nearest = existing();
        String reason;
        if (Files.isRegularFile(nearest)) {
            reason = nearest + " is a file; it must be a directory: choose another by -data-dir";
        } else if (!Files.isDirectory(nearest)) {
            reason = nearest + " is no directory; choose another by -data-dir";
        } else if (denied(e) != null) {
            reason = denied(e) + ": permission denied for user " + System.getProperty("user.name")
                    + "; let that user have it" + ownerCommand() + ", or choose another by -data-dir";
        } else if (e instanceof NoSuchFileException && !Files.exists(path)) {
            reason = "there is no such directory";
        } else {
            reason = e.getMessage() + "; it must be a directory that can be read and written";
        }
        return new StorageException.Unavailable("data directory " + path + ": " + reason, e);
    }

    private @Nullable String denied(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> denied.getFile();
            // Only the owner of a directory may set its mode.
            case FileSystemException foreign
            when "Operation not permitted".equals(foreign.getReason()) -> foreign.getFile();
            case FileFault fault when fault.is(Errno.EACCES) -> path.toString();
            default -> null;
        };
    }

    /** The command that helps after a start as root; what is above the data directory may be everybody's. */
    private String ownerCommand() {
        return Files.isDirectory(path) ? " (chown -R " + System.getProperty("user.name") + " " + path + ")" : "";
    }

    /** The directory, or else the nearest above it that is there; a link to nothing is there. */
    private Path existing() {
        Path nearest = path;
        while (nearest.getParent() != null && !Files.exists(nearest, LinkOption.NOFOLLOW_LINKS)) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    private static final class TreeRemoval extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
