package io.geckos.domain.listing;

import io.geckos.domain.name.Version;
import java.util.Optional;

/** The place where a listing begins. */
public sealed interface ListStart {
    /** At the first entry. */
    ListStart START = new Start();

    /** See {@link #START}. */
    record Start() implements ListStart {}

    /**
     * After {@code text}, which need not be an existing or even a legal key. Only keys and common prefixes that are
     * greater are listed. A common prefix is left out if {@code text} equals it or lies in it.
     */
    record After(String text) implements ListStart {}

    /**
     * After one version of a key, or after all versions of that key if {@code version} is empty. The version need not
     * exist any more. A null version that is gone has no place in the order any more, so the listing then begins with
     * the first version of the key.
     */
    record AfterVersion(String key, Optional<Version.Named> version) implements ListStart {}

    /** After one upload of a key. If that upload does not exist any more, after the uploads that began no later. */
    record AfterUpload(String key, String upload) implements ListStart {}

    /**
     * At the place of a token from {@link ListPage#next} of the same listing. The listing throws
     * {@link IllegalArgumentException} for a token that it never gave.
     */
    record Cursor(String token) implements ListStart {}
}
