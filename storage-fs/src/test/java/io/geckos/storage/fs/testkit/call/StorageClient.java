package io.geckos.storage.fs.testkit.call;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.StoredObject;
import io.geckos.storage.fs.files.FileOps;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A storage, and what somebody who calls it holds of uploads under way: by a name that is the test's own.
 *
 * @param hands what somebody who does not call it works with; null if it keeps no files
 */
public record StorageClient(
        Storage storage, @Nullable FileOps hands, Map<String, Held> uploads, Map<String, StoredObject> opened) {
    public StorageClient(Storage storage) {
        this(storage, null, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    /** An upload, and the parts that were stored of it. */
    public record Held(UploadId id, ConcurrentSkipListMap<Integer, PartReference> parts) {}

    /** The same of another storage, whose directories are at hand. */
    public StorageClient on(Storage other, FileOps files) {
        return new StorageClient(other, files, uploads, new ConcurrentHashMap<>());
    }

    void hold(String name, UploadId id) {
        uploads.put(name, new Held(id, new ConcurrentSkipListMap<>()));
    }

    Held upload(String name) {
        return Objects.requireNonNull(uploads.get(name), name);
    }
}
