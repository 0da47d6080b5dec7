package io.geckos.storage.fs.volume;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.error.StorageException;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.format.SidecarField;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The document that says how a data directory is laid out, so that an engine that does not know it leaves it alone. */
public final class DataDirectoryFormat {
    /** The layout of a data directory in which no bucket ever kept versions. */
    static final int PLAIN = 1;

    /** The layout since a bucket keeps versions, of which an engine that only knows the former would lose some. */
    static final int WITH_VERSIONS = 2;

    public static final String NAME = "format.json";
    private static final String FIELD = "layout";
    private static final String SECRET = "secret";
    private static final int SECRET_BYTES = 16;

    private DataDirectoryFormat() {}

    /** What the document says. */
    private record FormatDocument(int layout, String secret) {}

    /**
     * Returns if this engine knows the layout of a data directory, or the directory says of none.
     *
     * @throws StorageException.Unavailable if it does not
     */
    public static void require(FileOps files) throws FileFault {
        FormatDocument said = read(files);
        if (said != null && (said.layout() < PLAIN || said.layout() > WITH_VERSIONS)) {
            throw new StorageException.Unavailable(path() + " says that the data directory has layout " + said.layout()
                    + ", and this version knows layout " + PLAIN + " and layout " + WITH_VERSIONS
                    + ": start the version that made it, or a newer one");
        }
    }

    /** Says of a data directory, which said of none, that it is laid out as this engine does. */
    public static void write(DataDirectory volume) throws FileFault {
        if (volume.files().stat(volume.internal(), NAME) == null) {
            write(volume, new FormatDocument(PLAIN, ""));
        }
    }

    /**
     * Says of a data directory, durably, that buckets in it keep versions, if it does not say so yet: an engine that knows no
     * versions does not open it from then on.
     *
     * @return 16 random bytes, made with that and never changed, from which nobody else can tell what the engine computes
     */
    public static synchronized byte[] keepVersions(DataDirectory volume) throws FileFault {
        FormatDocument said = read(volume.files());
        if (said == null || said.layout() < WITH_VERSIONS || said.secret().length() != 2 * SECRET_BYTES) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            said = new FormatDocument(WITH_VERSIONS, HexFormat.of().formatHex(secret));
            write(volume, said);
        }
        return HexFormat.of().parseHex(said.secret());
    }

    private static void write(DataDirectory volume, FormatDocument said) throws FileFault {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(SidecarField.FORMAT_VERSION, SidecarField.CURRENT_VERSION)
                .add(FIELD, said.layout());
        if (!said.secret().isEmpty()) {
            json.add(SECRET, said.secret());
        }
        try (StagedFile staged = StagedFile.of(volume, FileAccess.OWNER, (json.build() + "\n").getBytes(UTF_8))) {
            staged.moveTo(volume.internal(), NAME);
        }
        volume.syncs().force(volume.internal());
    }

    private static @Nullable FormatDocument read(FileOps files) throws FileFault {
        try (DirectoryHandle internal = files.openDir(files.root(), InternalPaths.ROOT)) {
            byte[] bytes = internal == null ? null : SmallFiles.read(files, internal, NAME);
            return bytes == null ? null : parse(bytes);
        }
    }

    private static FormatDocument parse(byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonObject json = reader.readObject();
            return new FormatDocument(json.getInt(FIELD), json.getString(SECRET, ""));
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
