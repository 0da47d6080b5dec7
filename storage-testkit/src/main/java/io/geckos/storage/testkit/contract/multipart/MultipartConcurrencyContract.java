package io.geckos.storage.testkit.contract.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.InvalidPart;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.NoSuchUpload;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.testkit.contract.MultipartContract;
import io.geckos.storage.testkit.data.ConcurrentCalls;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The promises of the ports for calls about one upload at the same time. */
public abstract class MultipartConcurrencyContract extends MultipartContract {
    @Test
    void completeRacesAbortAndOneWins() {
        for (int round = 0; round < source().rounds(); round++) {
            UploadId upload = begin("a/b");
            UploadCompletion completion = completion(putPart(upload, 1, "part " + round), putPart(upload, 2, "!"));
            List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() -> uploads().complete(upload, completion)),
                    ConcurrentCalls.attempt(() -> uploads().abort(upload))));
            if (results.get(0).isEmpty()) {
                assertInstanceOf(NoSuchUpload.class, results.get(1).orElseThrow());
                assertEquals("part " + round + "!", read("a/b"));
                delete("a/b");
            } else {
                assertInstanceOf(NoSuchUpload.class, results.get(0).get());
                assertEquals(Optional.empty(), results.get(1));
                assertThrows(NoSuchObject.class, () -> stat("a/b"));
            }
            assertThrows(NoSuchUpload.class, () -> uploads().get(upload));
        }
    }

    @Test
    void completeRacesCompleteAndAllAnswerOneObject() {
        for (int round = 0; round < source().rounds(); round++) {
            UploadId upload = begin("a");
            UploadCompletion completion = completion(putPart(upload, 1, "part " + round));
            List<ObjectInfo> answers =
                    ConcurrentCalls.of(Collections.nCopies(4, () -> uploads().complete(upload, completion)));
            assertEquals(1, answers.stream().distinct().count());
            assertEquals(answers.getFirst(), stat("a"));
            assertEquals("part " + round, read("a"));
        }
    }

    @Test
    void aPartThatRacesACompletionIsInOrOut() {
        for (int round = 0; round < source().rounds(); round++) {
            UploadId upload = begin("a");
            ObjectPart old = putPart(upload, 1, "old");
            List<Optional<StorageException>> results = ConcurrentCalls.of(List.of(
                    ConcurrentCalls.attempt(() -> putPart(upload, 1, "new")),
                    ConcurrentCalls.attempt(() -> complete(upload, old))));
            if (results.get(1).isEmpty()) {
                assertEquals("old", read("a"));
                results.get(0).ifPresent(e -> assertInstanceOf(NoSuchUpload.class, e));
                delete("a");
            } else {
                assertInstanceOf(InvalidPart.class, results.get(1).get());
                assertEquals(Optional.empty(), results.get(0));
                assertThrows(NoSuchObject.class, () -> stat("a"));
                uploads().abort(upload);
            }
            assertThrows(NoSuchUpload.class, () -> uploads().get(upload));
        }
    }

    @Test
    void partsOfOneUploadMayComeTogether() {
        UploadId upload = begin("a");
        List<ObjectPart> parts = ConcurrentCalls.of(IntStream.rangeClosed(1, source().rounds())
                .mapToObj(number -> (Callable<ObjectPart>) () -> putPart(upload, number, "part " + number))
                .toList());
        assertEquals(parts, uploads().listParts(upload, 0, 10_000).items());
        complete(upload, parts.toArray(ObjectPart[]::new));
        assertTrue(read("a").endsWith("part " + source().rounds()));
    }

    @Test
    void ofPartsThatRaceForOneNumberOneStays() {
        for (int round = 0; round < source().rounds(); round++) {
            UploadId upload = begin("a");
            List<ObjectPart> put = ConcurrentCalls.of(IntStream.range(0, 4)
                    .mapToObj(racer -> (Callable<ObjectPart>) () -> putPart(upload, 1, "of " + racer))
                    .toList());
            ObjectPart kept = uploads().listParts(upload, 0, 10).items().getFirst();
            assertTrue(put.contains(kept));
            complete(upload, kept);
            assertEquals("of " + put.indexOf(kept), read("a"));
        }
    }

    @Test
    void completionsOfTwoUploadsLeaveOneWhole() {
        for (int round = 0; round < source().rounds(); round++) {
            UploadId first = begin("a");
            UploadId second = begin("a");
            UploadCompletion ofFirst = completion(putPart(first, 1, "fir"), putPart(first, 2, "st"));
            UploadCompletion ofSecond = completion(putPart(second, 1, "seco"), putPart(second, 2, "nd"));
            List<ObjectInfo> answers = ConcurrentCalls.of(List.of(
                    () -> uploads().complete(first, ofFirst), () -> uploads().complete(second, ofSecond)));
            ObjectInfo current = stat("a");
            assertTrue(answers.contains(current));
            assertEquals(answers.indexOf(current) == 0 ? "first" : "second", read("a"));
        }
    }
}
