package io.geckos.storage.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.geckos.domain.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file system through {@code java.nio}, where nothing better is to be had. Its checks and what follows them are
 * separate calls, so it cannot promise to withstand someone who swaps directories for links, or files for pipes, in
 * between; nor does it notice other devices.
 */
final class PortableFiles implements FileOps {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private final PathDir root;
    private final Modes modes;
    private volatile @Nullable Object key;

    PortableFiles(Path root, Modes modes) {
        this.root = new PathDir(root, "");
        this.modes = modes;
        this.key = key();
    }

    /** What tells the directory that the root's path leads to from any other; null if it leads to none. */
    private @Nullable Object key() {
        try {
            return Files.readAttributes(root.location(), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    public boolean isInPlace(OpenDir dir) {
        return Objects.equals(key, key());
    }

    @Override
    public boolean reopen() {
        key = key();
        return key != null;
    }

    private record PathDir(Path location, String path) implements OpenDir {
        @Override
        public void close() {
            // A path holds nothing.
        }
    }

    private static final class PathFile implements OpenFile {
        private final Path location;
        private final Set<OpenOption> reopen;
        private FileChannel channel;
        private @Nullable Stat pinned;

        PathFile(Path location, Set<OpenOption> options, Set<OpenOption> reopen) throws IOException {
            this.location = location;
            this.reopen = reopen;
            this.channel = FileChannel.open(location, options, Modes.attributes(Modes.OWNER_FILE));
        }

        @Override
        public String path() {
            return location.toString();
        }

        @Override
        public Stat opened() {
            if (pinned == null) {
                throw new IllegalStateException("not opened for reading: " + location);
            }
            return pinned;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                Log.warn("close " + location, e);
            }
        }
    }

    @Override
    public OpenDir root() {
        return root;
    }

    @Override
    public @Nullable OpenDir openDir(OpenDir base, String path) throws FileFault {
        Path location = at(base);
        for (String name : path.split("/", -1)) {
            location = location.resolve(name);
            BasicFileAttributes found = attributes(location);
            if (found != null && found.isSymbolicLink()) {
                throw new FileFault(Errno.ELOOP, "open", location.toString());
            }
            if (found == null || !found.isDirectory()) {
                return null;
            }
        }
        return new PathDir(location, base.path().isEmpty() ? path : base.path() + "/" + path);
    }

    @Override
    public void list(OpenDir dir, EntryVisitor visitor) throws FileFault {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(dir))) {
            for (Path entry : entries) {
                BasicFileAttributes found = attributes(entry);
                if (found != null) {
                    visitor.visit(name(entry.getFileName()), type(found));
                }
            }
        } catch (NoSuchFileException _) {
            // It was removed, so it was empty.
        } catch (IOException e) {
            throw PortableFaults.of(e, "list", at(dir));
        }
    }

    @Override
    public @Nullable Stat stat(OpenDir dir, String name) throws FileFault {
        BasicFileAttributes found = attributes(at(dir).resolve(name));
        return found == null ? null : stat(found);
    }

    @Override
    public @Nullable OpenFile open(OpenDir dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        try {
            while (true) {
                Stat before = stat(dir, name);
                if (before == null || !before.isRegular()) {
                    return null;
                }
                PathFile file = new PathFile(location, READ, READ);
                if (before.equals(stat(dir, name))) {
                    file.pinned = before;
                    return file;
                }
                file.close();
            }
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            throw PortableFaults.of(e, "open", location);
        }
    }

    @Override
    public Stat stat(OpenFile file) throws FileFault {
        // There is no fstat: a file that lost its name is taken to be as it was.
        PathFile opened = (PathFile) file;
        BasicFileAttributes found = attributes(opened.location);
        Stat pinned = opened.pinned;
        Stat now = found == null ? null : stat(found);
        if (pinned != null && (now == null || now.inode() != pinned.inode())) {
            return pinned;
        }
        if (now == null) {
            throw new FileFault(Errno.ENOENT, "stat", file.path());
        }
        return now;
    }

    @Override
    public int read(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
        return uninterrupted(file, "read", channel -> channel.read(buffer, position));
    }

    @Override
    public int readAtOnce(OpenFile file, ByteBuffer buffer, long position) {
        return NOT_AT_ONCE;
    }

    @Override
    public Space space() throws FileFault {
        try {
            FileStore store = Files.getFileStore(root.location());
            return new Space(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            throw PortableFaults.of(e, "statfs", root.location());
        }
    }

    @Override
    public OpenFile create(OpenDir dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        try {
            return new PathFile(
                    location, CREATE, Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw PortableFaults.of(e, "create", location);
        }
    }

    @Override
    public void write(OpenFile file, ByteBuffer bytes) throws FileFault {
        while (bytes.hasRemaining()) {
            uninterrupted(file, "write", channel -> channel.write(bytes));
        }
    }

    @Override
    public void copy(OpenFile source, Span span, OpenFile target) throws FileFault {
        long position = span.offset();
        while (position < span.end()) {
            long from = position;
            long copied = uninterrupted(
                    source,
                    "copy",
                    channel -> channel.transferTo(from, span.end() - from, ((PathFile) target).channel));
            if (copied <= 0) {
                throw new FileFault(Errno.EIO, "copy", source.path(), "ends at " + position);
            }
            position += copied;
        }
    }

    @Override
    public void publish(OpenFile file) throws FileFault {
        change("chmod", ((PathFile) file).location, location -> Modes.set(location, modes.file()));
    }

    @Override
    public void setModified(OpenFile file, long nanos) throws FileFault {
        Path location = ((PathFile) file).location;
        try {
            Files.setLastModifiedTime(location, FileTime.from(Stat.instant(nanos)));
        } catch (IOException e) {
            throw PortableFaults.of(e, "utimens", location);
        }
    }

    @Override
    public void sync(OpenFile file) throws FileFault {
        uninterrupted(file, "fsync", channel -> {
            channel.force(true);
            return 0;
        });
    }

    @Override
    public void sync(OpenDir dir) throws FileFault {
        try (PathFile opened = new PathFile(at(dir), READ, READ)) {
            sync(opened);
        } catch (FileFault e) {
            throw e;
        } catch (IOException e) {
            throw PortableFaults.of(e, "fsync", at(dir));
        }
    }

    @Override
    public void mkdir(OpenDir dir, String name) throws FileFault {
        change("mkdir", at(dir).resolve(name), location -> {
            Files.createDirectory(location, Modes.attributes(Modes.OWNER_DIRECTORY));
            if (!Volume.isInternal(dir.path().isEmpty() ? name : dir.path())) {
                Modes.set(location, modes.directory());
            }
        });
    }

    @Override
    public void rename(OpenDir from, String name, OpenDir to, String newName) throws FileFault {
        Path target = at(to).resolve(newName);
        change("rename", at(from).resolve(name), source -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void unlink(OpenDir dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        BasicFileAttributes found = attributes(location);
        if (found != null && found.isDirectory()) {
            throw new FileFault(Errno.EISDIR, "unlink", location.toString());
        }
        change("unlink", location, Files::delete);
    }

    @Override
    public void rmdir(OpenDir dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        BasicFileAttributes found = attributes(location);
        if (found != null && !found.isDirectory()) {
            throw new FileFault(Errno.ENOTDIR, "rmdir", location.toString());
        }
        change("rmdir", location, Files::delete);
    }

    @Override
    public void close() {
        root.close();
    }

    /** Java reads what is not UTF-8 as U+FFFD, which is a legal character too. */
    private static @Nullable String name(Path file) {
        String name = file.toString();
        return name.indexOf('\ufffd') < 0 || Path.of(name).equals(file) ? name : null;
    }

    private static Path at(OpenDir dir) {
        return ((PathDir) dir).location();
    }

    private static @Nullable BasicFileAttributes attributes(Path location) throws FileFault {
        try {
            return Files.readAttributes(location, BasicFileAttributes.class, NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            FileFault fault = PortableFaults.of(e, "stat", location);
            if (fault.is(Errno.ENOTDIR)) {
                return null;
            }
            throw fault;
        }
    }

    private static Stat stat(BasicFileAttributes found) {
        Object key = found.fileKey();
        return new Stat(
                type(found),
                key == null ? 0 : key.hashCode(),
                found.size(),
                Stat.nanos(found.lastModifiedTime().toInstant()),
                Stat.nanos(found.creationTime().toInstant()));
    }

    private static FileType type(BasicFileAttributes found) {
        return found.isRegularFile() ? FileType.REGULAR : found.isDirectory() ? FileType.DIRECTORY : FileType.OTHER;
    }

    @FunctionalInterface
    private interface ChannelCall<T> {
        T on(FileChannel channel) throws IOException;
    }

    /** An interrupt closes a {@link FileChannel}, whatever it was doing: open it again and go on. */
    private static <T> T uninterrupted(OpenFile file, String operation, ChannelCall<T> call) throws FileFault {
        PathFile opened = (PathFile) file;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.on(opened.channel);
                } catch (ClosedByInterruptException _) {
                    interrupted |= Thread.interrupted();
                    opened.channel = FileChannel.open(opened.location, opened.reopen);
                }
            }
        } catch (IOException e) {
            throw PortableFaults.of(e, operation, opened.location);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @FunctionalInterface
    private interface PathChange {
        void on(Path location) throws IOException;
    }

    private static void change(String operation, Path location, PathChange change) throws FileFault {
        try {
            change.on(location);
        } catch (IOException e) {
            throw PortableFaults.of(e, operation, location);
        }
    }
}
