package io.geckos.storage.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.testkit.model.concurrent.ConcurrentModel;
import io.geckos.storage.testkit.model.concurrent.ConcurrentVersionModel;
import io.geckos.storage.testkit.model.sequential.SequentialModel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Compares a storage with a model, by random calls. A sequence of calls must have the same answers as
 * {@link MemoryStorage} gives, and overlapping calls must be linearizable. A failing sequence is shortened and printed
 * with its seed. {@link ModelSettings} explains how to run more sequences, or the same one again.
 */
public abstract class ModelContract {
    /** Opens an empty storage. */
    protected abstract Storage open();

    /**
     * Closes {@code storage} and opens it again with its data. An adapter without lasting data returns {@code storage}
     * unchanged.
     */
    protected Storage reopen(Storage storage) {
        return storage;
    }

    @Test
    void anySequenceIsAnsweredAsTheReferenceAnswersIt() {
        SequentialModel model = new SequentialModel(this::open, this::reopen);
        ModelSettings.ofSystemProperties()
                .seeds(SequentialModel.LENGTH)
                .forEach(seed -> assertEquals(Optional.empty(), model.failure(seed)));
    }

    @Test
    void callsThatOverlapAreLinearizableForEachKey() {
        ConcurrentModel model = new ConcurrentModel(this::open);
        ModelSettings.ofSystemProperties()
                .seeds(ConcurrentModel.LENGTH)
                .forEach(seed -> assertEquals(Optional.empty(), model.failure(seed)));
    }

    @Test
    void callsThatOverlapAreLinearizableForTheVersionsOfEachKey() {
        ConcurrentVersionModel model = new ConcurrentVersionModel(this::open);
        ModelSettings.ofSystemProperties()
                .seeds(ConcurrentVersionModel.LENGTH)
                .forEach(seed -> assertEquals(Optional.empty(), model.failure(seed)));
    }
}
