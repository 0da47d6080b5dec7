package io.geckos.storage.fs.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.storage.fs.files.linux.LinuxFileOps;
import io.geckos.storage.fs.files.nio.NioErrorMapping;
import io.geckos.storage.fs.files.nio.NioFileOps;
import io.geckos.storage.fs.index.DirectoryIndex;
import io.geckos.storage.fs.index.IndexingFileOps;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.fs.testkit.disk.DiskImage;
import io.geckos.storage.fs.testkit.disk.FailingFileOps;
import io.geckos.storage.fs.testkit.disk.MemoryFileOps;
import io.geckos.storage.fs.testkit.disk.RecordingFileOps;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second name for a file, in every implementation of the file operations. */
class FileLinkTest {
    private static final FileModes MODES = new FileModes(0640, 0750);

    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();

    /** The implementations. */
    enum Implementation {
        LINUX,
        NIO,
        MEMORY,
        INDEXING,
        RECORDING
    }

    private FileOps open(Implementation implementation) throws FileFault {
        return switch (implementation) {
            case LINUX -> LinuxFileOps.open(dirs.next(), MODES).orElseGet(() -> new NioFileOps(dirs.next(), MODES));
            case NIO -> new NioFileOps(dirs.next(), MODES);
            case MEMORY -> new MemoryFileOps(new DiskImage());
            case INDEXING -> {
                FileOps files = new NioFileOps(dirs.next(), MODES);
                DirectoryIndex.Limits limits = DirectoryIndex.Limits.DEFAULT;
                yield new IndexingFileOps(files, new DirectoryIndex(files, limits, DirectoryWatcher.NONE));
            }
            case RECORDING -> new RecordingFileOps(new MemoryFileOps(new DiskImage()));
        };
    }

    @AfterEach
    void removeData() {
        dirs.close();
    }

    @ParameterizedTest
    @EnumSource
    void bothNamesMeanTheSameFileAndOneOutlivesTheOther(Implementation implementation) throws FileFault {
        try (FileOps files = open(implementation)) {
            write(files, "a", "bytes");
            files.mkdir(files.root(), "dir");
            try (DirectoryHandle dir = Objects.requireNonNull(files.openDir(files.root(), "dir"))) {
                files.link(files.root(), "a", dir, "b");
                assertEquals(files.stat(files.root(), "a"), files.stat(dir, "b"));
                files.unlink(files.root(), "a");
                assertNull(files.stat(files.root(), "a"));
                assertArrayEquals("bytes".getBytes(UTF_8), SmallFiles.read(files, dir, "b"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsTakenIsNotReplaced(Implementation implementation) throws FileFault {
        try (FileOps files = open(implementation)) {
            write(files, "a", "1");
            write(files, "b", "2");
            FileFault fault = assertThrows(FileFault.class, () -> files.link(files.root(), "a", files.root(), "b"));
            assertEquals(Errno.EEXIST, fault.errno());
            assertArrayEquals("2".getBytes(UTF_8), SmallFiles.read(files, files.root(), "b"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingAndDirectoriesCannotBeLinked(Implementation implementation) throws FileFault {
        try (FileOps files = open(implementation)) {
            FileFault missing = assertThrows(FileFault.class, () -> files.link(files.root(), "a", files.root(), "b"));
            assertEquals(Errno.ENOENT, missing.errno());
            files.mkdir(files.root(), "dir");
            FileFault directory =
                    assertThrows(FileFault.class, () -> files.link(files.root(), "dir", files.root(), "b"));
            assertEquals(Errno.EPERM, directory.errno());
            assertNull(files.stat(files.root(), "b"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void replacingOneOfTwoNamesByTheOtherLeavesBoth(Implementation implementation) throws FileFault {
        try (FileOps files = open(implementation)) {
            write(files, "a", "1");
            files.link(files.root(), "a", files.root(), "b");
            files.rename(files.root(), "a", files.root(), "b");
            assertNotNull(files.stat(files.root(), "b"));
            assertEquals(files.stat(files.root(), "a"), files.stat(files.root(), "b"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPERM", "EMLINK", "EXDEV", "ENOTSUP"})
    void whatTheFileSystemRefusesIsToldApart(Errno errno) throws FileFault {
        assertEquals(errno, portable(errno));
        FailingFileOps files = new FailingFileOps(new MemoryFileOps(new DiskImage()));
        write(files, "a", "1");
        files.fail(0, errno);
        FileFault fault = assertThrows(FileFault.class, () -> files.link(files.root(), "a", files.root(), "b"));
        assertEquals(errno, fault.errno());
        assertNull(files.stat(files.root(), "b"));
        files.close();
    }

    /** As Java tells of these refusals. */
    private static Errno portable(Errno errno) {
        String reason = switch (errno) {
            case EPERM -> "Operation not permitted";
            case EMLINK -> "Too many links";
            case EXDEV -> "Invalid cross-device link";
            case ENOTSUP -> "Operation not supported";
            default -> throw new IllegalArgumentException(errno.name());
        };
        return NioErrorMapping.of(new FileSystemException("a", null, reason), "link", Path.of("a"))
                .errno();
    }

    private static void write(FileOps files, String name, String content) throws FileFault {
        try (FileHandle file = files.create(files.root(), name, FileAccess.OWNER)) {
            files.write(file, ByteBuffer.wrap(content.getBytes(UTF_8)));
        }
    }
}
