package io.geckos.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.Storage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Any sequence of calls is answered as {@link MemoryStorage} answers it. A sequence that is not is made as short as
 * possible and printed with its seed; see {@link ModelSettings} for how to run more of them, or that one again.
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
        Model model = new Model(this::open, this::reopen);
        ModelSettings.ofSystemProperties()
                .seeds(Model.LENGTH)
                .forEach(seed -> assertEquals(Optional.empty(), model.failure(seed)));
    }
}
