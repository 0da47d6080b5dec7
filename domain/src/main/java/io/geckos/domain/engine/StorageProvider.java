package io.geckos.domain.engine;

import io.geckos.domain.error.StorageException.Unavailable;
import java.util.Map;

/**
 * The factory of a storage engine. The server finds it through {@link java.util.ServiceLoader}, by the
 * {@code storage.type} of its configuration.
 */
public interface StorageProvider {
    /** The name that selects this engine. */
    String type();

    /**
     * The settings of the engine: each key below {@code storage}, with its default as text of the configuration file.
     * The text is empty if a key has no default.
     */
    Map<String, String> defaults();

    /**
     * Returns normally if {@link #open} would understand these settings; opens nothing.
     *
     * @throws IllegalArgumentException as {@link #open} throws it
     */
    void check(Map<String, String> settings);

    /**
     * Returns normally if the place of the data is one that {@link #open} can use. Changes nothing, so it cannot find
     * every fault. Another process may have the store open meanwhile.
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
     * Opens the engine as {@link #open} does, but without its background tasks: for a command that reads, and changes nothing
     * by itself.
     *
     * @throws IllegalArgumentException as {@link #open} throws it
     * @throws Unavailable as {@link #open} throws it
     */
    Storage openIdle(Map<String, String> settings);

    /**
     * Reads all stored data and compares it with its metadata: sizes, digests, checksums, and whether each file is in a
     * place that is served. Without {@code repair} it changes nothing, and another process may serve the same store
     * meanwhile. With {@code repair} it moves files, but deletes none.
     *
     * @param settings as in {@link #open}
     * @param repair whether to move damaged objects into quarantine; then the store must not be open
     * @throws IllegalArgumentException as {@link #open} throws it
     * @throws Unavailable if the store cannot be read, or if {@code repair} is asked for while another process uses it
     */
    void verify(Map<String, String> settings, boolean repair, VerifyListener inspection);
}
