package io.geckos.storage.fs.testkit.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.engine.RateLimiter;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.files.DirectoryHandle;
import io.geckos.storage.fs.files.FileAccess;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.FileStatus;
import io.geckos.storage.fs.files.InternalPaths;
import io.geckos.storage.fs.testkit.SingleThreadedStorage;
import io.geckos.storage.fs.volume.StagingArea;
import io.geckos.storage.testkit.data.Uploads;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * What people do to the files of a bucket, as calls: whole and synced, as rsync does and a careful person. A reference,
 * which keeps no files, is called for it. Keys are of one name.
 */
public final class ManualChanges {
    /** Long ago, so that a file is not taken to be changing still. */
    private static final long AGES_AGO = 1_200_000_000L * FileStatus.SECOND;

    private static final long PACE = 1L << 40;

    private ManualChanges() {}

    /** Something done to the directory of the bucket. */
    @FunctionalInterface
    private interface FileAction {
        void in(FileOps files, DirectoryHandle bucket) throws FileFault;
    }

    private static void have(StorageClient client, FileAction deed) {
        FileOps files = Objects.requireNonNull(client.hands());
        try (DirectoryHandle bucket = Objects.requireNonNull(files.openDir(files.root(), StorageCall.BUCKET.value()))) {
            deed.in(files, bucket);
            files.sync(bucket);
        } catch (FileFault fault) {
            throw new StorageException.StorageFailure("by hand", fault);
        }
    }

    /** Puts a file, in one step; each length of a body has a time of its own. */
    public static StorageCall put(String key, String body) {
        return new StorageCall("put " + key + " " + body + " by hand", client -> {
            if (client.hands() == null && ManualVersionChanges.keptBy(client.storage())) {
                ManualVersionChanges.put(client.storage(), key, body);
            } else if (client.hands() == null) {
                client.storage()
                        .objects()
                        .put(StorageCall.id(key), ObjectSpec.EMPTY, Uploads.of(body), WriteCondition.ALWAYS);
            } else {
                have(client, (files, bucket) -> put(files, bucket, key, body));
            }
        });
    }

    private static void put(FileOps files, DirectoryHandle bucket, String name, String body) throws FileFault {
        String elsewhere = InternalPaths.ROOT + "/" + StagingArea.NAME;
        try (DirectoryHandle dir = Objects.requireNonNull(files.openDir(files.root(), elsewhere))) {
            String made = "by-hand-" + body;
            try (FileHandle file = files.create(dir, made, FileAccess.OWNER)) {
                files.write(file, ByteBuffer.wrap(body.getBytes(UTF_8)));
                files.setModified(file, AGES_AGO + body.length() * FileStatus.SECOND);
                files.sync(file);
            }
            files.rename(dir, made, bucket, name);
        }
    }

    /** Removes a file, if it is there. */
    public static StorageCall remove(String key) {
        return new StorageCall("remove " + key + " by hand", client -> {
            if (client.hands() == null && ManualVersionChanges.keptBy(client.storage())) {
                ManualVersionChanges.remove(client.storage(), key);
            } else if (client.hands() == null) {
                DeleteTarget target = new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS);
                var _ = client.storage().objects().delete(StorageCall.BUCKET, List.of(target));
            } else {
                have(client, (files, bucket) -> {
                    if (files.stat(bucket, key) != null) {
                        files.unlink(bucket, key);
                    }
                });
            }
        });
    }

    /** Has the engine describe a file as it does in the background; nobody sees a difference. */
    public static StorageCall adopt(String key) {
        return new StorageCall("adopt " + key, client -> {
            if (client.storage() instanceof SingleThreadedStorage opened) {
                try {
                    opened.engine().adoption(new RateLimiter(PACE)).adopt(StorageCall.id(key));
                } catch (FileFault fault) {
                    throw new StorageException.StorageFailure("adopting", fault);
                }
            }
        });
    }
}
