package io.geckos.storage.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No acknowledged write is lost or torn if operations of the disk fail or its power is lost. */
public abstract class FaultInjectionModelContract {
    private static final int OPERATIONS = 200_000;

    /** Opens a storage on an empty disk. */
    protected abstract FaultInjectionDisk open();

    /** Plans are independent of each other, so they run on all processors. */
    @Test
    void callsAreLinearizableForEachKeyWhateverTheDiskDoes() {
        FaultInjectionModel model = new FaultInjectionModel(this::open);
        ModelSettings settings = ModelSettings.ofSystemProperties(OPERATIONS);
        assertEquals(
                Optional.empty(),
                settings.seeds(FaultInjectionModel.LENGTH)
                        .parallel()
                        .mapToObj(model::failure)
                        .flatMap(Optional::stream)
                        .findAny());
        long plans = settings.seeds(FaultInjectionModel.LENGTH).count();
        System.out.printf(
                "%,d calls at random and %,d cuts of the power, of seeds from %d%n",
                plans * FaultInjectionModel.LENGTH, plans * FaultInjectionModel.ERAS, settings.seed());
    }
}
