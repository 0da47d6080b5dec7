package io.geckos.storage.fs.files.nio;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileModes;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.files.InternalPaths;
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
public final class NioFileOps implements FileOps {
    private final PathDir root;
    private final FileModes modes;
    private volatile @Nullable Object key;

    public NioFileOps(Path root, FileModes modes) {
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
    public boolean isInPlace(DirectoryHandle dir) {
        return Objects.equals(key, key());
    }

    @Override
    public boolean reopen() {
        key = key();
        return key != null;
    }

    private record PathDir(Path location, String path) implements DirectoryHandle {
        @Override
        public void close() {
            // A path holds nothing.
        }
    }

    @Override
    public DirectoryHandle root() {
        return root;
    }

    @Override
    public @Nullable DirectoryHandle openDir(DirectoryHandle base, String path) throws FileFault {
        Path location = at(base);
        for (String name : path.split("/", -1)) {
            location = location.resolve(name);
            BasicFileAttributes found = NioFileStatus.attributes(location);
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
    public boolean listWhile(DirectoryHandle dir, EntryTest test) throws FileFault {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(dir))) {
            for (Path entry : entries) {
                FileStatus stat = NioFileStatus.of(entry);
                if (stat != null && !test.test(name(entry.getFileName()), stat.type())) {
                    return false;
                }
            }
        } catch (NoSuchFileException _) {
            // It was removed, so it was empty.
        } catch (IOException e) {
            throw NioErrorMapping.of(e, "list", at(dir));
        }
        return true;
    }

    @Override
    public @Nullable FileStatus stat(DirectoryHandle dir, String name) throws FileFault {
        return NioFileStatus.of(at(dir).resolve(name));
    }

    @Override
    public @Nullable FileHandle open(DirectoryHandle dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        try {
            while (true) {
                FileStatus before = NioFileStatus.of(location);
                if (before == null || !before.isRegular()) {
                    return null;
                }
                NioFileHandle file = NioFileHandle.open(location, before);
                if (before.equals(NioFileStatus.of(location))) {
                    return file;
                }
                file.close();
            }
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            throw NioErrorMapping.of(e, "open", location);
        }
    }

    @Override
    public FileStatus stat(FileHandle file) throws FileFault {
        return ((NioFileHandle) file).stat();
    }

    @Override
    public int read(FileHandle file, ByteBuffer buffer, long position) throws FileFault {
        return ((NioFileHandle) file).read(buffer, position);
    }

    @Override
    public int readCached(FileHandle file, ByteBuffer buffer, long position) {
        return NOT_CACHED;
    }

    @Override
    public Space space() throws FileFault {
        try {
            FileStore store = Files.getFileStore(root.location());
            return new Space(store.getUsableSpace(), store.getTotalSpace(), Inodes.UNLIMITED);
        } catch (IOException e) {
            throw NioErrorMapping.of(e, "statfs", root.location());
        }
    }

    @Override
    public FileHandle create(DirectoryHandle dir, String name, FileAccess access) throws FileFault {
        Path location = at(dir).resolve(name);
        try {
            NioFileHandle file = NioFileHandle.create(location);
            if (access == FileAccess.BUCKET) {
                try {
                    FileModes.set(location, modes.file());
                } catch (IOException e) {
                    file.close();
                    throw e;
                }
            }
            return file;
        } catch (IOException e) {
            throw NioErrorMapping.of(e, "create", location);
        }
    }

    @Override
    public void write(FileHandle file, ByteBuffer bytes) throws FileFault {
        ((NioFileHandle) file).write(bytes);
    }

    @Override
    public void copy(FileHandle source, ByteSpan span, FileHandle target) throws FileFault {
        ((NioFileHandle) source).copy(span, (NioFileHandle) target);
    }

    @Override
    public void setModified(FileHandle file, long nanos) throws FileFault {
        Path location = ((NioFileHandle) file).location();
        try {
            Files.setLastModifiedTime(location, FileTime.from(FileStatus.instant(nanos)));
        } catch (IOException e) {
            throw NioErrorMapping.of(e, "utimens", location);
        }
    }

    @Override
    public void sync(FileHandle file) throws FileFault {
        ((NioFileHandle) file).sync();
    }

    @Override
    public void sync(DirectoryHandle dir) throws FileFault {
        try (NioFileHandle opened = NioFileHandle.open(at(dir), null)) {
            opened.sync();
        } catch (FileFault e) {
            throw e;
        } catch (IOException e) {
            throw NioErrorMapping.of(e, "fsync", at(dir));
        }
    }

    @Override
    public void mkdir(DirectoryHandle dir, String name) throws FileFault {
        change("mkdir", at(dir).resolve(name), location -> {
            Files.createDirectory(location, FileModes.attributes(FileModes.OWNER_DIRECTORY));
            if (!InternalPaths.isInternal(dir.path().isEmpty() ? name : dir.path())) {
                FileModes.set(location, modes.directory());
            }
        });
    }

    @Override
    public void rename(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        Path target = at(to).resolve(newName);
        change("rename", at(from).resolve(name), source -> Files.move(source, target, StandardCopyOption.ATOMIC_MOVE));
    }

    @Override
    public void link(DirectoryHandle from, String name, DirectoryHandle to, String newName) throws FileFault {
        Path location = at(to).resolve(newName);
        try {
            change("link", location, created -> Files.createLink(created, at(from).resolve(name)));
        } catch (UnsupportedOperationException _) {
            throw new FileFault(Errno.ENOTSUP, "link", location.toString());
        }
    }

    @Override
    public void unlink(DirectoryHandle dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        FileStatus stat = NioFileStatus.of(location);
        if (stat != null && stat.type() == FileType.DIRECTORY) {
            throw new FileFault(Errno.EISDIR, "unlink", location.toString());
        }
        change("unlink", location, Files::delete);
    }

    @Override
    public void rmdir(DirectoryHandle dir, String name) throws FileFault {
        Path location = at(dir).resolve(name);
        FileStatus stat = NioFileStatus.of(location);
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

    private static Path at(DirectoryHandle dir) {
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
            throw NioErrorMapping.of(e, operation, location);
        }
    }
}
