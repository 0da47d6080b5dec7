package io.geckos.storage.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No acknowledged write is lost or torn if operations of the disk fail or its power is lost. */
public abstract class DisturbedModelContract {
    private static final int OPERATIONS = 200_000;

    /** Opens a storage on an empty disk. */
    protected abstract DisturbedDisk open();

    /** Plans are independent of each other, so they run on all processors. */
    @Test
    void callsAreLinearizableForEachKeyWhateverTheDiskDoes() {
        DisturbedModel model = new DisturbedModel(this::open);
        ModelSettings settings = ModelSettings.ofSystemProperties(OPERATIONS);
        assertEquals(
                Optional.empty(),
                settings.seeds(DisturbedModel.LENGTH)
                        .parallel()
                        .mapToObj(model::failure)
                        .flatMap(Optional::stream)
                        .findAny());
        long plans = settings.seeds(DisturbedModel.LENGTH).count();
        System.out.printf(
                "%,d calls at random and %,d cuts of the power, of seeds from %d%n",
                plans * DisturbedModel.LENGTH, plans * DisturbedModel.ERAS, settings.seed());
    }
}
