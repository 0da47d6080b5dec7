package io.geckos.storage.testkit.contract.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.contract.ObjectStoreContract;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import io.geckos.storage.testkit.data.ObjectBytes;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of the ports about writes that fail: nothing has changed and nothing is left behind. */
public abstract class FailedUploadContract extends MultipartContract {
    private static final byte[] BYTES = ObjectStoreContract.bytes(100_000);

    @ParameterizedTest
    @EnumSource
    void aMismatchLeavesTheObjectThatWasThere(ContentMismatch.Kind kind) {
        assertLeavesTheObjectThatWasThere(Uploads.mismatching(BYTES, kind), kind);
    }

    @Test
    void aBrokenStreamLeavesTheObjectThatWasThere() {
        assertLeavesTheObjectThatWasThere(Uploads.breaking(BYTES), ContentMismatch.Kind.LENGTH);
    }

    private void assertLeavesTheObjectThatWasThere(ObjectUpload failing, ContentMismatch.Kind kind) {
        ObjectInfo kept = put("a", "kept");
        assertEquals(
                kind,
                assertThrows(ContentMismatch.class, () -> put("a", failing)).kind());
        assertEquals(List.of(kept), all());
        assertEquals("kept", read("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b/c", "a/", "a//b", ".", "x.metadata.json"})
    void aFailedCreationLeavesNothing(String key) {
        assertThrows(ContentMismatch.class, () -> put(key, Uploads.breaking(BYTES)));
        assertThrows(NoSuchObject.class, () -> stat(key));
        assertEquals(List.of(), keys());
        storage.buckets().delete(BUCKET);
    }

    @Test
    void whateverAnUploadThrowsIsThrownAndLeavesNothing() {
        ObjectUpload failing = Uploads.during(BYTES, () -> {
            throw new IllegalStateException("thrown by the upload");
        });
        assertThrows(IllegalStateException.class, () -> put("a", failing));
        assertEquals(List.of(), keys());
        storage.buckets().delete(BUCKET);
    }

    @ParameterizedTest
    @EnumSource
    void aMismatchLeavesThePartThatWasThere(ContentMismatch.Kind kind) {
        UploadId upload = begin("a");
        ObjectPart kept = putPart(upload, 1, "kept");
        assertThrows(ContentMismatch.class, () -> uploads().putPart(upload, 1, Uploads.mismatching(BYTES, kind)));
        assertThrows(ContentMismatch.class, () -> uploads().putPart(upload, 1, Uploads.breaking(BYTES)));
        assertThrows(ContentMismatch.class, () -> uploads().putPart(upload, 2, Uploads.mismatching(BYTES, kind)));
        assertEquals(List.of(kept), uploads().listParts(upload, 0, 10).items());
        complete(upload, kept);
        assertEquals("kept", read("a"));
    }

    @Test
    void anInterruptedPutIsMadeWholeOrNotAtAll() {
        ObjectInfo old = put("a", "old");
        for (ObjectUpload interrupted : List.of(interruptedAtTheEnd(), Uploads.of(BYTES))) {
            boolean made = interruptedCall(() -> put("a", interrupted));
            ETag current = stat("a").etag();
            assertEquals(made ? ObjectBytes.digests(BYTES).md5() : old.etag(), current);
            assertEquals(List.of("a"), keys());
            put("a", "old");
        }
        delete("a");
        storage.buckets().delete(BUCKET);
    }

    @Test
    void anInterruptedPartIsPutWholeOrNotAtAll() {
        UploadId upload = begin("a");
        ObjectPart old = putPart(upload, 1, "old");
        boolean made = interruptedCall(() -> uploads().putPart(upload, 1, interruptedAtTheEnd()));
        ObjectPart current = uploads().listParts(upload, 0, 10).items().getFirst();
        assertEquals(made ? ObjectBytes.digests(BYTES).md5() : old.etag(), current.etag());
    }

    private static ObjectUpload interruptedAtTheEnd() {
        return Uploads.during(BYTES, () -> Thread.currentThread().interrupt());
    }

    /** Makes a call on an interrupted thread, and tells whether it succeeded. */
    private static boolean interruptedCall(Runnable call) {
        List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(ConcurrentCalls.attempt(() -> {
            Thread.currentThread().interrupt();
            call.run();
        })));
        return results.getFirst().isEmpty();
    }

    private void put(String key, ObjectUpload upload) {
        storage.objects().put(id(key), ObjectSpec.EMPTY, upload, WriteCondition.ALWAYS);
    }
}
