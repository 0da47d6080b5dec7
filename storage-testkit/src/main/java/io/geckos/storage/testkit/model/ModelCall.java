package io.geckos.storage.testkit.model;

import java.util.function.Function;

/**
 * One call of a random sequence, which can be made of any storage.
 *
 * @param text the call as a failure prints it
 * @param call makes it and returns what was answered
 */
record ModelCall(String text, Function<ModelSession, Object> call) {
    @Override
    public String toString() {
        return text;
    }
}
