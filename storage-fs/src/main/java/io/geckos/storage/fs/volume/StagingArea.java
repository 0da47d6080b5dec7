package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where files are made before they are moved to their places. Where the file system can keep directories apart, that is
 * in many by turns: a file stays near where it was made, and ext4 without a journal takes the longer to make one, the more
 * were removed near it in the last minute.
 */
public final class StagingArea implements AutoCloseable {
    public static final String NAME = "staging";
    private static final String SPREAD = "staging.d";

    /** Stands between the name that was given to a bucket in staging and the one that it had. */
    public static final String NAMED = ".";

    /** So many that a minute's work at full speed is spread thin; each is held open. */
    private static final int PLACES = 64;

    private final FileOps files;
    private final DirectoryHandle base;
    private final List<DirectoryHandle> places;
    private final AtomicInteger turn = new AtomicInteger();

    private StagingArea(FileOps files, DirectoryHandle base, List<DirectoryHandle> places) {
        this.files = files;
        this.base = base;
        this.places = places;
    }

    /** Opens the staging directory of {@code volume}, making what is missing of it. */
    static StagingArea open(DataDirectory volume, DirectoryHandle internal) throws FileFault {
        DirectoryHandle base = volume.make(internal, NAME);
        List<DirectoryHandle> places = new ArrayList<>();
        StagingArea staging = new StagingArea(volume.files(), base, places);
        try {
            if (volume.files().spreadSubdirectories(base)) {
                staging.spread(volume, internal);
            }
            return staging;
        } catch (FileFault fault) {
            staging.close();
            throw fault;
        }
    }

    private void spread(DataDirectory volume, DirectoryHandle internal) throws FileFault {
        try (DirectoryHandle above = volume.make(internal, SPREAD)) {
            boolean _ = files.spreadSubdirectories(above);
            while (places.size() < PLACES) {
                places.add(volume.make(above, HexFormat.of().toHexDigits((byte) places.size())));
            }
        }
    }

    /** The one directory, for what is staged rarely. */
    public DirectoryHandle base() {
        return base;
    }

    /** Makes a file; {@link NewFile#dir} is where it is made. */
    NewFile create(String name, FileAccess access) throws FileFault {
        if (!places.isEmpty()) {
            DirectoryHandle place = places.get(Math.floorMod(turn.getAndIncrement(), places.size()));
            try {
                return new NewFile(place, files.create(place, name, access));
            } catch (FileFault fault) {
                if (!fault.is(Errno.ENOENT)) {
                    throw fault;
                }
                // Somebody removed the directory: the other will do.
            }
        }
        return new NewFile(base, files.create(base, name, access));
    }

    /** A new file and the directory it is in. */
    record NewFile(DirectoryHandle dir, FileHandle file) {}

    /** Calls {@code visitor} for all that is staged. */
    public void list(Visitor visitor) throws FileFault {
        list(base, visitor);
        for (DirectoryHandle place : places) {
            list(place, visitor);
        }
    }

    private void list(DirectoryHandle dir, Visitor visitor) throws FileFault {
        files.list(dir, (name, _) -> {
            if (name != null) {
                visitor.visit(dir, name);
            }
        });
    }

    /** What {@link #list} calls. */
    @FunctionalInterface
    public interface Visitor {
        void visit(DirectoryHandle dir, String name) throws FileFault;
    }

    @Override
    public void close() {
        places.forEach(DirectoryHandle::close);
        base.close();
    }
}
