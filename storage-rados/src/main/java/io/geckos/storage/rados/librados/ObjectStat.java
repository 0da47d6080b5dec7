package io.geckos.storage.rados.librados;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a pool knows of an object beside its bytes and rows.
 *
 * @param modified when it was changed last, to the second
 * @param attributes their values by their names
 */
public record ObjectStat(Instant modified, Map<String, String> attributes) {
    /** Copies the attributes. */
    public ObjectStat {
        attributes = Map.copyOf(attributes);
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }
}
