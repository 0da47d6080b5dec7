package io.geckos.domain.engine;

import io.geckos.domain.error.StorageException.Unavailable;
import java.util.Map;

/** How an engine is found: by {@code storage.type} of the configuration, through {@link java.util.ServiceLoader}. */
public interface StorageProvider {
    /** The name that selects this engine. */
    String type();

    /**
     * The settings the engine knows: each key below {@code storage}, with its default as it would stand in the file,
     * empty for one that has none.
     */
    Map<String, String> defaults();

    /**
     * Returns normally if {@link #open} would understand these settings; opens nothing.
     *
     * @throws IllegalArgumentException as {@link #open} throws it
     */
    void check(Map<String, String> settings);

    /**
     * Returns normally if {@link #open} would find a place for its data that it can use, as far as that can be told without
     * changing anything. Another process may have the store open meanwhile.
     *
     * @throws IllegalArgumentException as {@link #open} throws it
     * @throws Unavailable as {@link #open} throws it
     */
    void checkPlace(Map<String, String> settings);

    /**
     * Opens the engine.
     *
     * @param settings values by key; keys left out have their default
     * @throws IllegalArgumentException on an unknown key or a bad value, naming the key, the value and what is allowed
     * @throws Unavailable if the engine cannot start, saying why and what to do
     */
    Storage open(Map<String, String> settings);

    /**
     * Reads all that is stored and compares it with its metadata: sizes, digests, checksums, and whether everything
     * is in a place that is served. Changes nothing unless {@code repair}, and then deletes nothing; without it, another
     * process may be serving the same store meanwhile.
     *
     * @param settings as in {@link #open}
     * @param repair whether to take what is damaged out of the way, to where the operator finds it; the store must not be
     *     open then
     * @throws IllegalArgumentException as {@link #open} throws it
     * @throws Unavailable if the store cannot be read, or if {@code repair} is asked for while another process uses it
     */
    void verify(Map<String, String> settings, boolean repair, VerifyListener inspection);
}
