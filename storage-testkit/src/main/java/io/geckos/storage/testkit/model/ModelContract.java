package io.geckos.storage.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Any sequence of calls is answered as {@link MemoryStorage} answers it, and calls that overlap as if each had been made
 * at one instant. Calls that are not are made as few as possible and printed with their seed; see {@link ModelSettings}
 * for how to make more of them, or those again.
 */
public abstract class ModelContract {
    /** Opens an empty storage. */
    protected abstract Storage open();

    /** Closes {@code storage} and opens what it has kept; one that keeps nothing is answered as it is. */
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
}
