package io.geckos.storage.fs.volume;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.OpenDir;
import io.geckos.storage.fs.files.OpenFile;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where files are made before they are moved to their places. Where the file system can keep directories apart, that is
 * in many by turns: a file stays near where it was made, and ext4 without a journal takes the longer to make one, the more
 * were removed near it in the last minute.
 */
public final class Staging implements AutoCloseable {
    public static final String NAME = "staging";
    private static final String SPREAD = "staging.d";

    /** So many that a minute's work at full speed is spread thin; each is held open. */
    private static final int PLACES = 64;

    private final FileOps files;
    private final OpenDir base;
    private final List<OpenDir> places;
    private final AtomicInteger turn = new AtomicInteger();

    private Staging(FileOps files, OpenDir base, List<OpenDir> places) {
        this.files = files;
        this.base = base;
        this.places = places;
    }

    /** Opens the staging directory of {@code volume}, making what is missing of it. */
    static Staging open(Volume volume, OpenDir internal) throws FileFault {
        OpenDir base = volume.make(internal, NAME);
        List<OpenDir> places = new ArrayList<>();
        Staging staging = new Staging(volume.files(), base, places);
        try {
            if (volume.files().keepApart(base)) {
                staging.spread(volume, internal);
            }
            return staging;
        } catch (FileFault fault) {
            staging.close();
            throw fault;
        }
    }

    private void spread(Volume volume, OpenDir internal) throws FileFault {
        try (OpenDir above = volume.make(internal, SPREAD)) {
            boolean _ = files.keepApart(above);
            while (places.size() < PLACES) {
                places.add(volume.make(above, HexFormat.of().toHexDigits((byte) places.size())));
            }
        }
    }

    /** The one directory, for what is staged rarely. */
    public OpenDir base() {
        return base;
    }

    /** Makes a file; {@link Place#dir} is where it is made. */
    Place create(String name) throws FileFault {
        if (!places.isEmpty()) {
            OpenDir place = places.get(Math.floorMod(turn.getAndIncrement(), places.size()));
            try {
                return new Place(place, files.create(place, name));
            } catch (FileFault fault) {
                if (!fault.is(Errno.ENOENT)) {
                    throw fault;
                }
                // Somebody removed the directory: the other will do.
            }
        }
        return new Place(base, files.create(base, name));
    }

    /** A new file and the directory it is in. */
    record Place(OpenDir dir, OpenFile file) {}

    /** Calls {@code visitor} for all that is staged. */
    public void list(Visitor visitor) throws FileFault {
        list(base, visitor);
        for (OpenDir place : places) {
            list(place, visitor);
        }
    }

    private void list(OpenDir dir, Visitor visitor) throws FileFault {
        files.list(dir, (name, _) -> {
            if (name != null) {
                visitor.visit(dir, name);
            }
        });
    }

    /** What {@link #list} calls. */
    @FunctionalInterface
    public interface Visitor {
        void visit(OpenDir dir, String name) throws FileFault;
    }

    @Override
    public void close() {
        places.forEach(OpenDir::close);
        base.close();
    }
}
