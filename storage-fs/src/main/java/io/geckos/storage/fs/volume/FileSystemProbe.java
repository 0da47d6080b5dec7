package io.geckos.storage.fs.volume;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;

/** Finds out by trying whether a file system keeps names and times as the engine needs them. */
public final class FileSystemProbe {
    /** Any whole second, and behind it a time that only keeping every microsecond keeps. */
    private static final long TIME = 1_500_000_000L * FileStatus.SECOND + 123_457_000;

    private final DataDirectory volume;
    private final String name;

    private FileSystemProbe(DataDirectory volume) {
        this.volume = volume;
        // A letter that has another case, and another way to be written.
        this.name = volume.stagingName() + "-a\u00e9";
    }

    /**
     * Tries the data directory's file system.
     *
     * @param coarseTimes whether times may be kept less precisely
     * @throws StorageException.Unavailable naming what does not serve
     */
    public static void run(DataDirectory volume, boolean coarseTimes) throws FileFault {
        FileSystemProbe probe = new FileSystemProbe(volume);
        try (FileHandle file = volume.files().create(volume.staging().base(), probe.name, FileAccess.OWNER)) {
            probe.requireNames();
            if (!coarseTimes) {
                probe.requireTimes(file);
            }
        } finally {
            volume.removeFile(volume.staging().base(), probe.name);
        }
    }

    private void requireNames() throws FileFault {
        if (isThere(name.toUpperCase(Locale.ROOT))) {
            throw new StorageException.Unavailable(
                    "the file system of the data directory does not tell upper from lower"
                            + " case, so that keys would be mixed up; use one that does");
        }
        boolean listed = !volume.files().listWhile(volume.staging().base(), (found, _) -> !name.equals(found));
        if (!listed || isThere(Normalizer.normalize(name, Normalizer.Form.NFD))) {
            throw new StorageException.Unavailable("the file system of the data directory writes names in another form"
                    + " of Unicode than it is given, so that keys would be mixed up; use one that does not");
        }
    }

    private boolean isThere(String other) throws FileFault {
        return volume.files().stat(volume.staging().base(), other) != null;
    }

    private void requireTimes(FileHandle file) throws FileFault {
        volume.files().setModified(file, TIME);
        long kept = volume.files().stat(file).modified();
        if (kept != TIME) {
            throw new StorageException.Unavailable("the file system of the data directory keeps times "
                    + Duration.ofNanos(Math.abs(TIME - kept)).toMillis()
                    + " ms off, and files are told apart by microseconds; use one that keeps those, or set"
                    + " storage.allow-coarse-times = true and lose that safety");
        }
    }
}
