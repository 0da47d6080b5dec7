package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ProcessLeases;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.SmallFiles;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.StagedFile;
import io.geckos.storage.fs.volume.StorageErrorMapping;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Documents as files in a directory of their own. A revision is the digest of the text, so that one edited by hand has
 * another too.
 */
public final class FsDocumentStore implements DocumentStore {
    private static final String DIRECTORY = "documents";
    private static final String EXTENSION = ".json";

    private final DataDirectory volume;
    private final StorageErrorMapping faults;
    private final ProcessLeases leases = new ProcessLeases();
    private final ReentrantLock writing = new ReentrantLock();

    public FsDocumentStore(DataDirectory volume, StorageErrorMapping faults) {
        this.volume = volume;
        this.faults = faults;
    }

    @Override
    public Set<DocumentName> names() {
        return faults.scanning(() -> {
            volume.requireInPlace();
            Set<DocumentName> names = new HashSet<>();
            try (DirectoryHandle dir = volume.files().openDir(volume.internal(), DIRECTORY)) {
                if (dir != null) {
                    volume.files().list(dir, (name, _) -> name(name).ifPresent(names::add));
                }
            }
            return names;
        });
    }

    /** The name of the document in a file; empty for a file of another kind. */
    private static Optional<DocumentName> name(@Nullable String file) {
        if (file == null || !file.endsWith(EXTENSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DocumentName(file.substring(0, file.length() - EXTENSION.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Document> read(DocumentName name) {
        return faults.scanning(() -> {
            volume.requireInPlace();
            return find(name);
        });
    }

    private Optional<Document> find(DocumentName name) throws FileFault {
        try (DirectoryHandle dir = volume.files().openDir(volume.internal(), DIRECTORY)) {
            byte[] bytes = dir == null ? null : SmallFiles.read(volume.files(), dir, name + EXTENSION);
            return bytes == null
                    ? Optional.empty()
                    : Optional.of(new Document(revision(bytes), new String(bytes, UTF_8)));
        }
    }

    private static String revision(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean write(DocumentName name, Optional<String> expected, String text) {
        byte[] bytes = DocumentStore.encode(name, text);
        return faults.committing(() -> {
            writing.lock();
            try {
                if (!find(name).map(Document::revision).equals(expected)) {
                    return false;
                }
                replace(name, bytes);
                return true;
            } finally {
                writing.unlock();
            }
        });
    }

    private void replace(DocumentName name, byte[] bytes) throws FileFault {
        try (DirectoryHandle dir = volume.ensure(volume.internal(), DIRECTORY);
                StagedFile staged = StagedFile.of(volume, FileAccess.OWNER, bytes)) {
            staged.moveTo(dir, name + EXTENSION);
            volume.syncs().force(dir);
        }
    }

    @Override
    public Optional<Lease> lease(DocumentName name, Duration duration) {
        return leases.lease(name, duration);
    }
}
