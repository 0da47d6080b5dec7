package io.geckos.storage.testkit.model.sequential;

import io.geckos.domain.name.Version;
import io.geckos.domain.name.VersionId;
import java.util.HashMap;
import java.util.Map;

/** Numbers the versions that a session meets, in their order, because storages give them different ids. */
final class VersionNumbers {
    private final Map<Version.Named, Version.Named> numbered = new HashMap<>();

    /** The version with a number for its id. */
    Version.Named of(Version.Named version) {
        return version.equals(Version.NULL)
                ? version
                : numbered.computeIfAbsent(
                        version, _ -> new Version.Exactly(new VersionId("number " + numbered.size())));
    }

    /** The same of what a request means. */
    Version of(Version version) {
        return version instanceof Version.Named named ? of(named) : version;
    }
}
