package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.KeyLayout;
import io.geckos.storage.fs.format.ObjectPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in one directory in the order of their keys. A sidecar has no entry of its own where the file is that it may
 * speak of. For one thread at a time.
 */
final class SortedNames {
    /** So many names are looked at to find one of a file. */
    private static final int GLANCE = 16;

    private final KeyLayout.Directory within;
    private final PrefixCompressedSet strings = new PrefixCompressedSet();
    private long pieces;

    SortedNames(KeyLayout.Directory within) {
        this.within = within;
    }

    /** About how much memory they take. */
    long bytes() {
        return strings.bytes();
    }

    /** How many there are, sidecars beside their files not counted. */
    long size() {
        return strings.size();
    }

    /** Adds what is behind all that is there, in order. */
    void append(List<byte[]> sorted) {
        sorted.forEach(this::count);
        strings.append(sorted);
    }

    private void count(byte[] bytes) {
        if (NameEncoding.kind(bytes) == NameEncoding.Kind.PIECE) {
            pieces++;
        }
    }

    /** Says what stands under a name now; null if nothing does. */
    void set(String name, @Nullable FileType type) {
        setFile(name, type == FileType.REGULAR);
        setDirectory(name, type == FileType.DIRECTORY);
    }

    /** Tells whether a file, or a directory, is known under a name, or none ever is. */
    boolean agrees(String name, FileType type, boolean present) {
        KeyLayout.Named named = KeyLayout.read(within, name, type);
        if (named == null) {
            return true;
        }
        String data = describedBy(named);
        if (data != null && strings.contains(bytes(KeyLayout.file(within, data), NameEncoding.Kind.DESCRIBED))) {
            return present;
        }
        NameEncoding.Kind kind = NameEncoding.Kind.of(named);
        boolean known = strings.contains(bytes(named, kind))
                || (kind == NameEncoding.Kind.FILE && strings.contains(bytes(named, NameEncoding.Kind.DESCRIBED)));
        return known == present;
    }

    private void setDirectory(String name, boolean present) {
        KeyLayout.Named named = KeyLayout.read(within, name, FileType.DIRECTORY);
        if (named != null) {
            byte[] bytes = NameEncoding.write(within, named);
            boolean changed = present ? strings.add(bytes) : strings.remove(bytes);
            if (changed && NameEncoding.kind(bytes) == NameEncoding.Kind.PIECE) {
                pieces += present ? 1 : -1;
            }
        }
    }

    private void setFile(String name, boolean present) {
        KeyLayout.Named named = KeyLayout.read(within, name, FileType.REGULAR);
        if (named == null) {
            return;
        }
        String data = describedBy(named);
        if (data != null && setDescribed(KeyLayout.file(within, data), present)) {
            return;
        }
        if (NameEncoding.Kind.of(named) == NameEncoding.Kind.FILE) {
            setData(named, name, present);
        } else {
            setOne(NameEncoding.write(within, named), present);
        }
    }

    private void setOne(byte[] bytes, boolean present) {
        boolean _ = present ? strings.add(bytes) : strings.remove(bytes);
    }

    /** What would be the file of a sidecar of this name; null if it is no such name. */
    static @Nullable String describedBy(KeyLayout.Named named) {
        ObjectPath place = named.place();
        return place != null && place.is(ObjectPath.Kind.BARE) && place.name().endsWith(KeyLayout.SIDECAR)
                ? place.name().substring(0, place.name().length() - KeyLayout.SIDECAR.length())
                : null;
    }

    private byte[] bytes(KeyLayout.Named named, NameEncoding.Kind kind) {
        return NameEncoding.write(within, named, kind);
    }

    /** Says whether a file has a sidecar; false if there is no such file. */
    private boolean setDescribed(KeyLayout.Named data, boolean present) {
        byte[] bare = bytes(data, NameEncoding.Kind.FILE);
        byte[] described = bytes(data, NameEncoding.Kind.DESCRIBED);
        if (strings.remove(present ? bare : described)) {
            strings.add(present ? described : bare);
            return true;
        }
        return present && strings.contains(described);
    }

    private void setData(KeyLayout.Named data, String name, boolean present) {
        byte[] bare = bytes(data, NameEncoding.Kind.FILE);
        byte[] described = bytes(data, NameEncoding.Kind.DESCRIBED);
        KeyLayout.Named sidecar = KeyLayout.read(within, name + KeyLayout.SIDECAR, FileType.REGULAR);
        if (present && !strings.contains(described)) {
            boolean found = sidecar != null && strings.remove(NameEncoding.write(within, sidecar));
            strings.remove(bare);
            strings.add(found ? described : bare);
        } else if (!present && !strings.remove(bare) && strings.remove(described) && sidecar != null) {
            // What was a sidecar may be an object now.
            strings.add(NameEncoding.write(within, sidecar));
        }
    }

    /** Tells whether a file is known, other than one that may be a sidecar or a marker. */
    boolean holdFile() {
        PrefixCompressedSet.Cursor cursor = strings.seek(new byte[0]);
        for (int i = 0; i < GLANCE && !cursor.isAtEnd(); i++) {
            ObjectPath place = NameEncoding.read(within, cursor.value()).place();
            if (place != null && place.is(ObjectPath.Kind.FILE)) {
                return true;
            }
            cursor.advance();
        }
        return false;
    }

    /** The first {@code limit} that are wanted, behind {@code after} unless that is null. */
    NamePage read(KeyRange wanted, KeyLayout.@Nullable Named after, int limit) {
        List<KeyLayout.Named> found = new ArrayList<>(limit);
        addHolders(wanted, after, found);
        byte[] from = wanted.from(within);
        byte[] behind = after == null ? from : NameEncoding.behind(within, after);
        byte[] until = wanted.until(within);
        PrefixCompressedSet.Cursor cursor = strings.seek(Arrays.compareUnsigned(from, behind) > 0 ? from : behind);
        while (!cursor.isAtEnd() && cursor.compareTo(until) < 0) {
            if (found.size() >= limit) {
                return new NamePage(found, false);
            }
            KeyLayout.Named named = NameEncoding.read(within, cursor.value());
            if (wanted.includes(named)) {
                found.add(named);
            }
            cursor.advance();
        }
        return new NamePage(found, true);
    }

    /** Adds the directories that may hold what is wanted, though their texts come before. */
    private void addHolders(KeyRange wanted, KeyLayout.@Nullable Named after, List<KeyLayout.Named> found) {
        String first = wanted.first();
        if (!first.startsWith(within.prefix())) {
            return;
        }
        String rest = first.substring(within.prefix().length());
        int slash = rest.indexOf('/');
        if (pieces > 0) {
            int end = slash < 0 ? rest.length() : slash + 1;
            for (int length = 1; length < end; length++) {
                addHolders(rest.substring(0, length), wanted, after, found);
            }
        }
        if (slash >= 0 && slash + 1 < rest.length()) {
            addHolders(rest.substring(0, slash + 1), wanted, after, found);
        }
    }

    private void addHolders(
            String text, KeyRange wanted, KeyLayout.@Nullable Named after, List<KeyLayout.Named> found) {
        byte[] all = NameEncoding.all(text);
        PrefixCompressedSet.Cursor cursor = strings.seek(all);
        while (!cursor.isAtEnd() && cursor.startsWith(all)) {
            KeyLayout.Named named = NameEncoding.read(within, cursor.value());
            if (named.directory() != null
                    && wanted.includes(named)
                    && (after == null || DirectoryIndex.ORDER.compare(after, named) < 0)) {
                found.add(named);
            }
            cursor.advance();
        }
    }
}
