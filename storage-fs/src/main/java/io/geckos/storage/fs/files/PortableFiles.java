package io.geckos.storage.fs.files;

import io.geckos.domain.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file system through {@code java.nio}, where nothing better is to be had. Its checks and what follows them are
 * separate calls, so it cannot promise to withstand someone who swaps directories for links, or files for pipes, in
 * between; nor does it notice other devices.
 */
public final class PortableFiles implements FileOps {
    private final PathDir root;
    private final Modes modes;
    private volatile @Nullable Object key;

    public PortableFiles(Path root, Modes modes) {
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

    @Override
    public OpenDir root() {
        return root;
    }

    @Override
    public @Nullable OpenDir openDir(OpenDir base, String path) throws FileFault {
        Path location = at(base);
        for (String name : path.split("/", -1)) {
            location = location.resolve(name);
            BasicFileAttributes found = PathStat.attributes(location);
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
                Stat stat = PathStat.of(entry);
                if (stat != null) {
                    visitor.visit(name(entry.getFileName()), stat.type());
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
        return PathStat.of(at(dir).resolve(name));
    }

    @Override
    public @Nullable OpenFile open(OpenDir dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        try {
            while (true) {
                Stat before = PathStat.of(location);
                if (before == null || !before.isRegular()) {
                    return null;
                }
                PathFile file = PathFile.open(location, before);
                if (before.equals(PathStat.of(location))) {
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
        return ((PathFile) file).stat();
    }

    @Override
    public int read(OpenFile file, ByteBuffer buffer, long position) throws FileFault {
        return ((PathFile) file).read(buffer, position);
    }

    @Override
    public int readAtOnce(OpenFile file, ByteBuffer buffer, long position) {
        return NOT_AT_ONCE;
    }

    @Override
    public Space space() throws FileFault {
        try {
            FileStore store = Files.getFileStore(root.location());
            return new Space(store.getUsableSpace(), store.getTotalSpace(), Inodes.UNLIMITED);
        } catch (IOException e) {
            throw PortableFaults.of(e, "statfs", root.location());
        }
    }

    @Override
    public OpenFile create(OpenDir dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        try {
            return PathFile.create(location);
        } catch (IOException e) {
            throw PortableFaults.of(e, "create", location);
        }
    }

    @Override
    public void write(OpenFile file, ByteBuffer bytes) throws FileFault {
        ((PathFile) file).write(bytes);
    }

    @Override
    public void copy(OpenFile source, Span span, OpenFile target) throws FileFault {
        ((PathFile) source).copy(span, (PathFile) target);
    }

    @Override
    public void publish(OpenFile file) throws FileFault {
        change("chmod", ((PathFile) file).location(), location -> Modes.set(location, modes.file()));
    }

    @Override
    public void setModified(OpenFile file, long nanos) throws FileFault {
        Path location = ((PathFile) file).location();
        try {
            Files.setLastModifiedTime(location, FileTime.from(Stat.instant(nanos)));
        } catch (IOException e) {
            throw PortableFaults.of(e, "utimens", location);
        }
    }

    @Override
    public void sync(OpenFile file) throws FileFault {
        ((PathFile) file).sync();
    }

    @Override
    public void sync(OpenDir dir) throws FileFault {
        try (PathFile opened = PathFile.open(at(dir), null)) {
            opened.sync();
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
            if (!InternalPaths.isInternal(dir.path().isEmpty() ? name : dir.path())) {
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
        Stat stat = PathStat.of(location);
        if (stat != null && stat.type() == FileType.DIRECTORY) {
            throw new FileFault(Errno.EISDIR, "unlink", location.toString());
        }
        change("unlink", location, Files::delete);
    }

    @Override
    public void rmdir(OpenDir dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        Stat stat = PathStat.of(location);
        if (stat != null && stat.type() != FileType.DIRECTORY) {
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
