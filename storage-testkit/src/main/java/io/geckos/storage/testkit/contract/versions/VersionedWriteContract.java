package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.error.StorageException.Unsupported;
import io.geckos.domain.error.StorageException.WrongState;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What copies, completed uploads, tags and renames do in a bucket with versioning. */
public abstract class VersionedWriteContract extends VersionedBucketContract {
    @Test
    void aCopyOntoItselfIsANewVersion() {
        ObjectInfo first = put("a", "bytes");
        ObjectInfo copy = copy("a", Version.LATEST);
        assertEquals(ObjectStoreContract.SPEC, copy.spec());
        assertEquals(List.of(version(copy), version(first)), history("a"));
        assertEquals(first, stat("a", version(first)));
        assertEquals("bytes", read("a"));
    }

    @Test
    void aCopyOfAnOldVersionBecomesCurrent() {
        Version.Named first = putVersion("a", "old");
        Version.Named second = putVersion("a", "new");
        Version.Named copy = version(copy("a", first));
        assertEquals(List.of(copy, second, first), history("a"));
        assertEquals("old", read("a"));
    }

    private ObjectInfo copy(String key, Version version) {
        try (StoredObject source = storage.objects().open(id(key), version)) {
            return storage.objects().copy(source, id(key), ObjectStoreContract.SPEC, Set.of(), WriteCondition.ALWAYS);
        }
    }

    @Test
    void aCompletionIsAVersion() {
        Version.Named first = putVersion("a", "first");
        UploadId upload = begin("a");
        ObjectInfo whole = complete(upload, putPart(upload, 1, "one"), putPart(upload, 2, "two"));
        Version.Named last = putVersion("a", "last");
        assertEquals(List.of(last, version(whole), first), history("a"));
        assertEquals("onetwo", read("a", version(whole)));
        assertEquals(whole, stat("a", version(whole)));
        try (StoredObject opened = storage.objects().open(id("a"), version(whole))) {
            assertEquals(
                    List.of(1, 2),
                    opened.parts().stream().map(ObjectPart::number).toList());
        }
    }

    @Test
    void aRepeatedCompletionIsTheSameVersion() {
        UploadId upload = begin("a");
        UploadCompletion completion = completion(putPart(upload, 1, "one"));
        ObjectInfo info = uploads().complete(upload, completion);
        assertEquals(info, uploads().complete(upload, completion));
        assertEquals(List.of(version(info)), history("a"));
        hide("a");
        assertThrows(NoSuchUpload.class, () -> uploads().complete(upload, completion));
    }

    @Test
    void tagsBelongToAVersion() {
        ObjectInfo first = put("a", "1");
        ObjectInfo second = put("a", "2");
        Map<String, String> old = Map.of("is", "old");
        assertEquals(
                first.withSpec(first.spec().withTags(old)), storage.objects().retag(id("a"), version(first), old));
        assertEquals(second, stat("a"));
        storage.objects().retag(id("a"), Version.LATEST, Map.of("is", "new"));
        assertEquals(old, stat("a", version(first)).spec().tags());
        assertEquals(Map.of("is", "new"), stat("a", version(second)).spec().tags());
        assertEquals(List.of(version(second), version(first)), history("a"));
    }

    @Test
    void renameIsRefusedWhereVersionsAreKept() {
        Version.Named version = putVersion("a", "1");
        Class<? extends StorageException> refusal =
                storage.capabilities().contains(StorageCapability.RENAME) ? WrongState.class : Unsupported.class;
        assertThrows(refusal, this::rename);
        suspend();
        assertThrows(refusal, this::rename);
        assertEquals(List.of(version), history("a"));
        assertEquals(1, versions().size());
    }

    private void rename() {
        storage.objects().rename(id("a"), WriteCondition.ALWAYS, new ObjectKey("b"), WriteCondition.ALWAYS);
    }
}
