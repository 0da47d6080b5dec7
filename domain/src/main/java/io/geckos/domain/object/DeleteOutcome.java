package io.geckos.domain.object;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import java.util.Optional;

/** What became of a {@link DeleteTarget}. */
public sealed interface DeleteOutcome {
    /**
     * It is gone, or never was.
     *
     * @param version the delete marker that was made; or the version that the target named, also if it was not there; empty
     *     in a bucket that never had versioning
     * @param marker whether {@code version} is or was a delete marker
     */
    record Deleted(DeleteTarget target, Optional<Version.Named> version, boolean marker) implements DeleteOutcome {}

    /** It is still there. */
    record Refused(DeleteTarget target, StorageException reason) implements DeleteOutcome {}
}
