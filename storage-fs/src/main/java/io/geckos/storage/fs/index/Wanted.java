package io.geckos.storage.fs.index;

import io.geckos.domain.ObjectKey;
import io.geckos.storage.fs.format.Layout;

/**
 * What a walk still wants of a bucket: keys that begin with {@code prefix} and are behind {@code position}, and the
 * directories they are in.
 */
public record Wanted(String prefix, Position position) {
    /** The same from another position. */
    public Wanted behind(Position other) {
        return new Wanted(prefix, other);
    }

    public boolean includes(Layout.Named named) {
        String text = named.text();
        Layout.Within directory = named.directory();
        return directory == null ? text.startsWith(prefix) && position.isBefore(text) : mayBeIn(directory);
    }

    /** Tells whether a directory may hold something that is wanted. */
    public boolean mayBeIn(Layout.Within directory) {
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

    /** As {@link NameBytes} of a directory: all that is wanted in it is not before, apart from directories that hold it. */
    byte[] from(Layout.Within within) {
        String all = within.prefix();
        String first = first();
        boolean passed = position.group() && isBehindPrefix();
        if (first.startsWith(all)) {
            String rest = first.substring(all.length());
            return passed ? NameBytes.beyond(rest) : NameBytes.before(rest);
        }
        boolean isBehind = ObjectKey.ORDER.compare(first, all) < 0 && !(passed && all.startsWith(first));
        return isBehind ? NameBytes.before("") : NameBytes.beyond("");
    }

    /** As {@link NameBytes} of a directory: what is wanted in it is before this. */
    byte[] until(Layout.Within within) {
        return NameBytes.beyond(
                prefix.startsWith(within.prefix())
                        ? prefix.substring(within.prefix().length())
                        : "");
    }
}
