package io.geckos.domain;

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
     * Opens the engine.
     *
     * @param settings values by key; keys left out have their default
     * @throws IllegalArgumentException on an unknown key or a bad value, naming the key, the value and what is allowed
     * @throws StorageException.Unavailable if the engine cannot start, saying why and what to do
     */
    Storage open(Map<String, String> settings);
}
