package io.geckos.domain.multipart;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.error.StorageException.PartTooSmall;
import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.WriteCondition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompletedObjectTest {
    private static final ChecksumPlan FULL = new ChecksumPlan(ChecksumAlgorithm.CRC32, Checksum.Type.FULL_OBJECT);
    private static final ChecksumPlan COMPOSITE = new ChecksumPlan(ChecksumAlgorithm.CRC32, Checksum.Type.COMPOSITE);
    private static final List<ObjectPart> PARTS = List.of(part(1, "12345"), part(3, "6789"));

    private static Digests digests(String text) {
        ContentHasher hasher = new ContentHasher(Set.of(ChecksumAlgorithm.CRC32));
        hasher.update(ByteBuffer.wrap(text.getBytes(US_ASCII)));
        return hasher.finish();
    }

    private static ObjectPart part(int number, String text) {
        Digests digests = digests(text);
        return new ObjectPart(number, digests.md5(), digests.size(), digests.checksums(), Instant.EPOCH);
    }

    private static UploadCompletion completion(long minimum, Optional<Checksum> checksum, OptionalLong size) {
        List<PartReference> references = PARTS.stream()
                .map(part -> new PartReference(part.number(), part.etag(), part.checksums()))
                .toList();
        return new UploadCompletion(references, minimum, checksum, size, WriteCondition.ALWAYS);
    }

    private static CompletedObject join(UploadCompletion completion, ChecksumPlan plan) {
        return CompletedObject.of(completion, Optional.of(plan), PARTS);
    }

    @Test
    void fullObjectChecksumIsThatOfTheJoinedBytes() {
        Checksum joined = digests("123456789").checksums().getFirst();
        UploadCompletion completion = completion(5, Optional.of(joined), OptionalLong.of(9));
        CompletedObject object = join(completion, FULL);
        assertEquals(Optional.of(joined), object.checksum());
        assertEquals(9, object.size());
        assertEquals("-2", object.etag().value().substring(32));
        assertThrows(ContentMismatch.class, () -> join(completion, COMPOSITE));
    }

    @Test
    void compositeChecksumIsThatOfTheChecksumsOfTheParts() {
        Checksum composite = Checksum.composite(
                ChecksumAlgorithm.CRC32,
                PARTS.stream().map(part -> part.checksums().getFirst()).toList());
        UploadCompletion completion = completion(0, Optional.of(composite), OptionalLong.empty());
        assertEquals(Optional.of(composite), join(completion, COMPOSITE).checksum());
        assertThrows(ContentMismatch.class, () -> join(completion, FULL));
    }

    @Test
    void objectWithoutAPlanHasNoChecksum() {
        UploadCompletion completion = completion(0, Optional.empty(), OptionalLong.empty());
        assertEquals(
                Optional.empty(),
                CompletedObject.of(completion, Optional.empty(), PARTS).checksum());
    }

    @Test
    void onlyTheLastPartMayBeSmall() {
        assertDoesNotThrow(() -> join(completion(5, Optional.empty(), OptionalLong.empty()), FULL));
        PartTooSmall refusal = assertThrows(
                PartTooSmall.class, () -> join(completion(6, Optional.empty(), OptionalLong.empty()), FULL));
        assertEquals(1, refusal.number());
    }

    @Test
    void sizeOtherThanDemandedIsRefused() {
        assertThrows(ContentMismatch.class, () -> join(completion(0, Optional.empty(), OptionalLong.of(8)), FULL));
    }

    @Test
    void partMustBeTheOneThatTheCompletionNames() {
        ObjectPart stored = PARTS.getFirst();
        PartReference reference = new PartReference(1, stored.etag(), stored.checksums());
        assertDoesNotThrow(() -> CompletedObject.requireMatch(reference, Optional.of(stored)));
        assertThrows(InvalidPart.class, () -> CompletedObject.requireMatch(reference, Optional.empty()));
        assertThrows(InvalidPart.class, () -> CompletedObject.requireMatch(reference, Optional.of(part(1, "other"))));
        PartReference other =
                new PartReference(1, stored.etag(), part(1, "other").checksums());
        assertThrows(InvalidPart.class, () -> CompletedObject.requireMatch(other, Optional.of(stored)));
    }

    @Test
    void partWithoutTheChecksumOfThePlanIsRefused() {
        ChecksumPlan sha = new ChecksumPlan(ChecksumAlgorithm.SHA256, Checksum.Type.COMPOSITE);
        assertThrows(InvalidPart.class, () -> join(completion(0, Optional.empty(), OptionalLong.empty()), sha));
    }
}
