package io.geckos.domain.lifecycle;

import java.time.Instant;

/** What a rule does to the objects that its filter matches. */
public sealed interface LifecycleAction {
    /**
     * Deletes the current version so many days after it was written; this makes a delete marker where versions are kept. A delete
     * marker of that age with no version below it is removed.
     *
     * @param days at least 1
     */
    record ExpireAfter(int days) implements LifecycleAction {
        public ExpireAfter {
            require(days > 0, "days", days);
        }
    }

    /**
     * Deletes the current version on and after a day.
     *
     * @param date midnight of that day, in UTC
     */
    record ExpireOn(Instant date) implements LifecycleAction {}

    /** Removes delete markers that have no version below them. */
    record RemoveLoneMarkers() implements LifecycleAction {}

    /**
     * Removes versions and delete markers so many days after a newer one took their place.
     *
     * @param days at least 1
     * @param newerToKeep how many noncurrent versions of a key stay whatever their age; 0 to 100
     */
    record ExpireNoncurrent(int days, int newerToKeep) implements LifecycleAction {
        public ExpireNoncurrent {
            require(days > 0, "days", days);
            require(newerToKeep >= 0 && newerToKeep <= 100, "newerToKeep", newerToKeep);
        }
    }

    /**
     * Aborts uploads in parts so many days after they began.
     *
     * @param days at least 1
     */
    record AbortUploads(int days) implements LifecycleAction {
        public AbortUploads {
            require(days > 0, "days", days);
        }
    }

    private static void require(boolean valid, String name, int value) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + value);
        }
    }
}
