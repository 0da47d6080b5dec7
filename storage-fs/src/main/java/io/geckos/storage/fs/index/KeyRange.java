package io.geckos.storage.fs.index;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.format.KeyLayout;

/**
 * What a walk still wants of a bucket: keys that begin with {@code prefix} and are behind {@code position}, and the
 * directories they are in.
 */
public record KeyRange(String prefix, ListPosition position) {
    /** The same from another position. */
    public KeyRange behind(ListPosition other) {
        return new KeyRange(prefix, other);
    }

    public boolean includes(KeyLayout.Named named) {
        String text = named.text();
        KeyLayout.Directory directory = named.directory();
        return directory == null ? text.startsWith(prefix) && position.isBefore(text) : mayBeIn(directory);
    }

    /** Tells whether a directory may hold something that is wanted. */
    public boolean mayBeIn(KeyLayout.Directory directory) {
        String all = directory.prefix();
        return (all.startsWith(prefix) || prefix.startsWith(all)) && position.mayPrecede(all);
    }

    /** What nothing wanted is before, apart from directories that hold it. */
    String first() {
        return isBehindPrefix() ? position.text() : prefix;
    }

    private boolean isBehindPrefix() {
        return ObjectKey.ORDER.compare(position.text(), prefix) >= 0;
    }

    /** As {@link NameEncoding} of a directory: all that is wanted in it is not before, apart from directories that hold it. */
    byte[] from(KeyLayout.Directory within) {
        String all = within.prefix();
        String first = first();
        boolean passed = position.group() && isBehindPrefix();
        if (first.startsWith(all)) {
            String rest = first.substring(all.length());
            return passed ? NameEncoding.beyond(rest) : NameEncoding.before(rest);
        }
        boolean isBehind = ObjectKey.ORDER.compare(first, all) < 0 && !(passed && all.startsWith(first));
        return isBehind ? NameEncoding.before("") : NameEncoding.beyond("");
    }

    /** As {@link NameEncoding} of a directory: what is wanted in it is before this. */
    byte[] until(KeyLayout.Directory within) {
        return NameEncoding.beyond(
                prefix.startsWith(within.prefix())
                        ? prefix.substring(within.prefix().length())
                        : "");
    }
}
