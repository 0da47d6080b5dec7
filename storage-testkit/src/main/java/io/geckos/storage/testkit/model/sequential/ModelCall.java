package io.geckos.storage.testkit.model.sequential;

import java.util.function.Function;

/**
 * One call of a random sequence. It can be made on any storage.
 *
 * @param text the call as a failure report prints it
 * @param call makes the call and returns its answer
 */
record ModelCall(String text, Function<ModelSession, Object> call) {
    @Override
    public String toString() {
        return text;
    }
}
