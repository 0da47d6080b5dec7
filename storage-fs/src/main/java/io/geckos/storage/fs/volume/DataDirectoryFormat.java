package io.geckos.storage.fs.volume;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.format.SidecarField;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/** The document that says how a data directory is laid out, so that an engine that does not know it leaves it alone. */
public final class DataDirectoryFormat {
    /** The only layout there is. */
    static final int LAYOUT = 1;

    public static final String NAME = "format.json";
    private static final String FIELD = "layout";

    private DataDirectoryFormat() {}

    /**
     * Returns if this engine knows the layout of a data directory, or the directory says of none.
     *
     * @throws StorageException.Unavailable if it does not
     */
    public static void require(FileOps files) throws FileFault {
        Integer layout = read(files);
        if (layout != null && layout != LAYOUT) {
            throw new StorageException.Unavailable(path() + " says that the data directory has layout " + layout
                    + ", and this version knows layout " + LAYOUT + ": start the version that made it, or a newer one");
        }
    }

    /** Says of a data directory, which said of none, that it is laid out as this engine does. */
    public static void write(DataDirectory volume) throws FileFault {
        if (volume.files().stat(volume.internal(), NAME) != null) {
            return;
        }
        String json = Json.createObjectBuilder()
                .add(SidecarField.MARKER, SidecarField.VERSION)
                .add(FIELD, LAYOUT)
                .build()
                .toString();
        try (StagedFile staged = StagedFile.of(volume, (json + "\n").getBytes(UTF_8))) {
            staged.moveTo(volume.internal(), NAME);
        }
        volume.syncs().force(volume.internal());
    }

    private static @Nullable Integer read(FileOps files) throws FileFault {
        try (DirectoryHandle internal = files.openDir(files.root(), InternalPaths.ROOT)) {
            byte[] bytes = internal == null ? null : SmallFiles.read(files, internal, NAME);
            return bytes == null ? null : parse(bytes);
        }
    }

    private static int parse(byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject json = reader.readObject();
            return json.getInt(FIELD);
        } catch (RuntimeException e) {
            // Whatever the parser calls it: too many digits or levels have exceptions of their own.
            throw new StorageException.Unavailable(
                    path() + " cannot be read: put back what it was, or, if no newer version ever ran here, remove it",
                    e);
        }
    }

    private static String path() {
        return InternalPaths.ROOT + "/" + NAME;
    }
}
