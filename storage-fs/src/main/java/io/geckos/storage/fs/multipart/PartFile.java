package io.geckos.storage.fs.multipart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.format.PartMetadata;
import io.geckos.storage.fs.format.SidecarReader;
import io.geckos.storage.fs.format.SidecarWriter;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The file of a part describes itself: behind its bytes stands what a sidecar would say, and behind that, in eight hex
 * digits, how long that is. So a part appears, and is replaced, in one step; and its bytes stand at the beginning, where
 * their storage can be shared.
 */
public final class PartFile {
    private static final int DIGITS = 8;
    private static final int TRAILER_MAX = 16 << 10;

    private PartFile() {}

    /**
     * Completes a file that holds the bytes of a part; the caller gives it its time.
     *
     * @param checksum of the bytes in the file, if they are sealed
     */
    static ObjectPart describe(
            DataDirectory volume, StagedFile file, int number, Digests digests, @Nullable Checksum checksum)
            throws FileFault {
        ObjectPart part = new ObjectPart(
                number,
                digests.md5(),
                digests.size(),
                digests.checksums(),
                FileStatus.instant(volume.clock().next()));
        ByteArrayOutputStream trailer = new ByteArrayOutputStream();
        byte[] json = SidecarWriter.write(new PartMetadata(part, file.written(), checksum));
        trailer.writeBytes(json);
        trailer.writeBytes(HexFormat.of().toHexDigits(json.length).getBytes(UTF_8));
        file.write(ByteBuffer.wrap(trailer.toByteArray()));
        return part;
    }

    /** Reads the metadata of a part. */
    public static PartMetadata read(FileOps files, FileHandle file) throws FileFault {
        long size = file.opened().size();
        try {
            int length = HexFormat.fromHexDigits(new String(tail(files, file, size, DIGITS), UTF_8));
            if (length < 0 || length > TRAILER_MAX) {
                throw new IllegalArgumentException("trailer of " + length + " bytes");
            }
            PartMetadata part = SidecarReader.readPart(tail(files, file, size - DIGITS, length));
            if (part.storedSize() != size - DIGITS - length) {
                throw new IllegalArgumentException("not of " + part.storedSize() + " bytes");
            }
            return part;
        } catch (RuntimeException e) {
            // Whatever the parser calls it: too many digits or levels have exceptions of their own.
            throw new FileFault(Errno.OTHER, "read", file.path(), "no part: " + e.getMessage());
        }
    }

    private static byte[] tail(FileOps files, FileHandle file, long end, int length) throws FileFault {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (end < length || files.read(file, bytes, end - length + bytes.position()) < 0) {
                throw new FileFault(Errno.OTHER, "read", file.path(), "no part: too short");
            }
        }
        return bytes.array();
    }
}
