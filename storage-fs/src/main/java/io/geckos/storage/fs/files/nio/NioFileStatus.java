package io.geckos.storage.fs.files.nio;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What {@code java.nio} says of what stands at a path, itself even if it is a link; null if nothing does. */
final class NioFileStatus {
    private NioFileStatus() {}

    static @Nullable FileStatus of(Path location) throws FileFault {
        BasicFileAttributes found = attributes(location);
        if (found == null) {
            return null;
        }
        Object key = found.fileKey();
        return new FileStatus(
                type(found),
                key == null ? 0 : key.hashCode(),
                found.size(),
                FileStatus.nanos(found.lastModifiedTime().toInstant()),
                FileStatus.nanos(found.creationTime().toInstant()));
    }

    static @Nullable BasicFileAttributes attributes(Path location) throws FileFault {
        try {
            return Files.readAttributes(location, BasicFileAttributes.class, NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            FileFault fault = NioErrorMapping.of(e, "stat", location);
            if (fault.is(Errno.ENOTDIR)) {
                return null;
            }
            throw fault;
        }
    }

    private static FileType type(BasicFileAttributes found) {
        return found.isRegularFile() ? FileType.REGULAR : found.isDirectory() ? FileType.DIRECTORY : FileType.OTHER;
    }
}
