package io.geckos.storage.fs.index;

import io.geckos.storage.fs.files.FileType;
import io.geckos.storage.fs.format.Layout;
import io.geckos.storage.fs.format.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in one directory in the order of their keys. A sidecar has no entry of its own where the file is that it may
 * speak of. For one thread at a time.
 */
final class Names {
    /** So many names are looked at to find one of a file. */
    private static final int GLANCE = 16;

    private final Layout.Within within;
    private final ByteStrings strings = new ByteStrings();
    private long pieces;

    Names(Layout.Within within) {
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
        if (NameBytes.kind(bytes) == NameBytes.Kind.PIECE) {
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
        Layout.Named named = Layout.read(within, name, type);
        if (named == null) {
            return true;
        }
        String data = describedBy(named);
        if (data != null && strings.contains(bytes(Layout.file(within, data), NameBytes.Kind.DESCRIBED))) {
            return present;
        }
        NameBytes.Kind kind = NameBytes.Kind.of(named);
        boolean known = strings.contains(bytes(named, kind))
                || (kind == NameBytes.Kind.FILE && strings.contains(bytes(named, NameBytes.Kind.DESCRIBED)));
        return known == present;
    }

    private void setDirectory(String name, boolean present) {
        Layout.Named named = Layout.read(within, name, FileType.DIRECTORY);
        if (named != null) {
            byte[] bytes = NameBytes.write(within, named);
            boolean changed = present ? strings.add(bytes) : strings.remove(bytes);
            if (changed && NameBytes.kind(bytes) == NameBytes.Kind.PIECE) {
                pieces += present ? 1 : -1;
            }
        }
    }

    private void setFile(String name, boolean present) {
        Layout.Named named = Layout.read(within, name, FileType.REGULAR);
        if (named == null) {
            return;
        }
        String data = describedBy(named);
        if (data != null && setDescribed(Layout.file(within, data), present)) {
            return;
        }
        if (NameBytes.Kind.of(named) == NameBytes.Kind.FILE) {
            setData(named, name, present);
        } else {
            setOne(NameBytes.write(within, named), present);
        }
    }

    private void setOne(byte[] bytes, boolean present) {
        boolean _ = present ? strings.add(bytes) : strings.remove(bytes);
    }

    /** What would be the file of a sidecar of this name; null if it is no such name. */
    static @Nullable String describedBy(Layout.Named named) {
        Place place = named.place();
        return place != null && place.is(Place.Kind.BARE) && place.name().endsWith(Layout.SIDECAR)
                ? place.name().substring(0, place.name().length() - Layout.SIDECAR.length())
                : null;
    }

    private byte[] bytes(Layout.Named named, NameBytes.Kind kind) {
        return NameBytes.write(within, named, kind);
    }

    /** Says whether a file has a sidecar; false if there is no such file. */
    private boolean setDescribed(Layout.Named data, boolean present) {
        byte[] bare = bytes(data, NameBytes.Kind.FILE);
        byte[] described = bytes(data, NameBytes.Kind.DESCRIBED);
        if (strings.remove(present ? bare : described)) {
            strings.add(present ? described : bare);
            return true;
        }
        return present && strings.contains(described);
    }

    private void setData(Layout.Named data, String name, boolean present) {
        byte[] bare = bytes(data, NameBytes.Kind.FILE);
        byte[] described = bytes(data, NameBytes.Kind.DESCRIBED);
        Layout.Named sidecar = Layout.read(within, name + Layout.SIDECAR, FileType.REGULAR);
        if (present && !strings.contains(described)) {
            boolean found = sidecar != null && strings.remove(NameBytes.write(within, sidecar));
            strings.remove(bare);
            strings.add(found ? described : bare);
        } else if (!present && !strings.remove(bare) && strings.remove(described) && sidecar != null) {
            // What was a sidecar may be an object now.
            strings.add(NameBytes.write(within, sidecar));
        }
    }

    /** Tells whether a file is known, other than one that may be a sidecar or a marker. */
    boolean holdFile() {
        ByteStrings.Cursor cursor = strings.seek(new byte[0]);
        for (int i = 0; i < GLANCE && !cursor.isAtEnd(); i++) {
            Place place = NameBytes.read(within, cursor.value()).place();
            if (place != null && place.is(Place.Kind.FILE)) {
                return true;
            }
            cursor.advance();
        }
        return false;
    }

    /** The first {@code limit} that are wanted, behind {@code after} unless that is null. */
    Stretch read(Wanted wanted, Layout.@Nullable Named after, int limit) {
        List<Layout.Named> found = new ArrayList<>(limit);
        addHolders(wanted, after, found);
        byte[] from = wanted.from(within);
        byte[] behind = after == null ? from : NameBytes.behind(within, after);
        byte[] until = wanted.until(within);
        ByteStrings.Cursor cursor = strings.seek(Arrays.compareUnsigned(from, behind) > 0 ? from : behind);
        while (!cursor.isAtEnd() && cursor.compareTo(until) < 0) {
            if (found.size() >= limit) {
                return new Stretch(found, false);
            }
            Layout.Named named = NameBytes.read(within, cursor.value());
            if (wanted.includes(named)) {
                found.add(named);
            }
            cursor.advance();
        }
        return new Stretch(found, true);
    }

    /** Adds the directories that may hold what is wanted, though their texts come before. */
    private void addHolders(Wanted wanted, Layout.@Nullable Named after, List<Layout.Named> found) {
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

    private void addHolders(String text, Wanted wanted, Layout.@Nullable Named after, List<Layout.Named> found) {
        byte[] all = NameBytes.all(text);
        ByteStrings.Cursor cursor = strings.seek(all);
        while (!cursor.isAtEnd() && cursor.startsWith(all)) {
            Layout.Named named = NameBytes.read(within, cursor.value());
            if (named.directory() != null
                    && wanted.includes(named)
                    && (after == null || DirectoryIndex.ORDER.compare(after, named) < 0)) {
                found.add(named);
            }
            cursor.advance();
        }
    }
}
