package io.geckos.domain.object;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.Version;
import java.util.Optional;

/** The result for one {@link DeleteTarget}. */
public sealed interface DeleteOutcome {
    /**
     * The target was deleted, or did not exist.
     *
     * @param version the delete marker that was made, or the version that the target named, even if it did not exist;
     *     empty in a bucket that never had versioning
     * @param marker whether {@code version} is or was a delete marker
     */
    record Deleted(DeleteTarget target, Optional<Version.Named> version, boolean marker) implements DeleteOutcome {}

    /** The target was not deleted. */
    record Refused(DeleteTarget target, StorageException reason) implements DeleteOutcome {}
}
