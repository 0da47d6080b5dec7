package io.geckos.storage.fs.volume;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file being written in staging: it is either moved to its place, or gone when this is closed. */
public final class StagedFile implements WritableByteChannel {
    /** The system makes those who write much wait for the disk. */
    private static final long UNTHROTTLED = 1 << 20;

    /** What the disk is told to begin with at once. */
    private static final long STRETCH = 8 << 20;

    private final DataDirectory volume;
    private final String name;
    private final DirectoryHandle dir;
    private final FileHandle file;
    private boolean open = true;
    private long written;
    private @Nullable CRC32C checksum;
    private long begun;
    private boolean durable;
    private boolean moved;

    private StagedFile(DataDirectory volume, FileAccess access) throws FileFault {
        this.volume = volume;
        this.name = volume.stagingName();
        StagingArea.NewFile made = volume.staging().create(name, access);
        this.dir = made.dir();
        this.file = made.file();
    }

    /** Begins an empty file. */
    public static StagedFile begin(DataDirectory volume, FileAccess access) throws FileFault {
        return new StagedFile(volume, access);
    }

    /** Writes a whole file, with a modification time no other has: what was read of one is never taken for another. */
    public static StagedFile of(DataDirectory volume, FileAccess access, byte[] bytes) throws FileFault {
        StagedFile staged = begin(volume, access);
        try {
            volume.files().write(staged.file, ByteBuffer.wrap(bytes));
            staged.written = bytes.length;
            volume.files().setModified(staged.file, volume.clock().next());
            return staged;
        } catch (FileFault | RuntimeException | Error e) {
            staged.close();
            throw e;
        }
    }

    @Override
    public int write(ByteBuffer bytes) throws FileFault {
        int length = bytes.remaining();
        written += length;
        if (checksum != null) {
            checksum.update(bytes.duplicate());
        }
        if (written <= UNTHROTTLED) {
            volume.files().write(file, bytes);
        } else {
            boolean _ = volume.disk().call(() -> {
                volume.files().write(file, bytes);
                beginStretch();
                return true;
            });
        }
        return length;
    }

    /** A long upload would otherwise wait in the end for all that the disk could do meanwhile. */
    private void beginStretch() {
        if (written - begun >= STRETCH) {
            // Up to where whole pages are: writing must not wait for one that is on its way to the disk.
            long end = written - written % STRETCH;
            volume.syncs().begin(file, new ByteSpan(begun, end - begun));
            begun = end;
        }
    }

    /** Takes in all that a client sends. */
    public Digests receive(ObjectUpload upload) throws FileFault {
        try {
            return upload.transferTo(this);
        } catch (FileFault fault) {
            throw fault;
        } catch (IOException e) {
            // An upload throws only what its sink does, which is this.
            throw new StorageException.StorageFailure("receiving: " + e.getMessage(), e);
        }
    }

    /** Computes a checksum of what is written from now on. */
    public void computeChecksum() {
        checksum = new CRC32C();
    }

    /** The checksum of what was written; null if none was to be computed. */
    public @Nullable Checksum checksum() {
        return checksum == null
                ? null
                : Checksum.full(
                        ChecksumAlgorithm.CRC32C,
                        ByteBuffer.allocate(Integer.BYTES)
                                .putInt((int) checksum.getValue())
                                .array());
    }

    /** How many bytes were written. */
    public long written() {
        return written;
    }

    public FileHandle file() {
        return file;
    }

    /** Gives the file a modification time no other has, and reads back what it is bound by. */
    public FileStatus seal() throws FileFault {
        return seal(volume.clock().next());
    }

    /** Gives the file a modification time, in nanoseconds since 1970, and reads back what it is bound by. */
    public FileStatus seal(long modified) throws FileFault {
        volume.files().setModified(file, modified);
        return stat();
    }

    /** The status of the file. */
    public FileStatus stat() throws FileFault {
        return volume.files().stat(file);
    }

    /**
     * Starts to write the file back, so that it becomes durable together with the file that is {@linkplain #force forced} next:
     * a journal then takes both in one transaction.
     */
    public void beginForce() {
        volume.syncs().begin(file, new ByteSpan(0, written));
    }

    /** Makes the file durable; nothing may be written to it any more. */
    public void force() throws FileFault {
        if (!durable) {
            volume.syncs().force(file);
            durable = true;
        }
    }

    /** Moves the file, made durable, to its place; the caller makes the directory durable. */
    public void moveTo(DirectoryHandle target, String newName) throws FileFault {
        force();
        volume.files().rename(dir, name, target, newName);
        moved = true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        file.close();
        if (!moved) {
            volume.tidy(() -> volume.removeFile(dir, name));
        }
    }
}
