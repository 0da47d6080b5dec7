package io.geckos.domain.listing;

import io.geckos.domain.name.Version;
import java.util.Optional;

/** Where a listing begins. */
public sealed interface ListStart {
    /** At the first entry. */
    ListStart START = new Start();

    /** See {@link #START}. */
    record Start() implements ListStart {}

    /**
     * Behind {@code text}, which need not be a key that exists, nor one that could. An entry, be it a key or a common
     * prefix, is listed only if it is greater: a common prefix that {@code text} lies in or is has been passed.
     */
    record After(String text) implements ListStart {}

    /**
     * Behind one version of a key, which need not exist any more, or behind all versions of that key when none is named. What
     * cannot be placed any more, a null version that is gone, is before all versions of its key.
     */
    record AfterVersion(String key, Optional<Version.Named> version) implements ListStart {}

    /** Behind one upload of a key; if there is none of that name (any more), behind those that began no later. */
    record AfterUpload(String key, String upload) implements ListStart {}

    /**
     * Where {@link ListPage#next} of the same listing pointed; a listing throws {@link IllegalArgumentException} for a token
     * that none of its pages can have had.
     */
    record Cursor(String token) implements ListStart {}
}
