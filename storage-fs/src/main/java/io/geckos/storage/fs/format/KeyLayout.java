package io.geckos.storage.fs.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.FileType;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Which key stands at which place of a bucket. Every key has a place and no two share one.
 *
 * <p>A key is written as the path it looks like, wherever that is possible. Directories have one name only; a file has
 * a second one, to which it gives way where a directory needs its first: {@code a/b} moves the object {@code a} from
 * {@code a} to {@code ^=a}.
 */
public final class KeyLayout {
    /** What the name of a sidecar ends with. */
    public static final String SIDECAR = ".metadata.json";

    private KeyLayout() {}

    /** The one or two places where an object may stand; at the first of them that holds one, it does. */
    public static List<ObjectPath> places(ObjectKey key) {
        String value = key.value();
        int slash = value.lastIndexOf('/');
        String directory = directory(value.substring(0, slash + 1));
        String segment = value.substring(slash + 1);
        ObjectPath escaped = escaped(directory, segment);
        if (segment.isEmpty()) {
            return List.of(escaped, new ObjectPath(directory, "", ObjectPath.Kind.MARKER));
        }
        if (KeySegmentEncoding.isPlainFile(segment)) {
            return List.of(new ObjectPath(directory, segment, ObjectPath.Kind.FILE), escaped);
        }
        return KeySegmentEncoding.isBareFile(segment)
                ? List.of(escaped, new ObjectPath(directory, segment, ObjectPath.Kind.BARE))
                : List.of(escaped);
    }

    /** The directory of the second tree in which everything stands that is kept of a key. */
    public static ObjectPath history(ObjectKey key) {
        String value = key.value();
        int slash = value.lastIndexOf('/');
        return escaped(directory(value.substring(0, slash + 1)), value.substring(slash + 1));
    }

    /** The directory of all keys that begin with {@code prefix}, which is empty or ends with a slash. */
    public static String directory(String prefix) {
        StringJoiner path = new StringJoiner("/");
        int from = 0;
        for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', from)) {
            String segment = prefix.substring(from, slash);
            if (KeySegmentEncoding.isPlainDirectory(segment)) {
                path.add(segment);
            } else {
                KeySegmentEncoding.escaped(segment, KeySegmentEncoding.DIRECTORY)
                        .forEach(path::add);
            }
            from = slash + 1;
        }
        return path.toString();
    }

    private static ObjectPath escaped(String directory, String segment) {
        List<String> names = KeySegmentEncoding.escaped(segment, KeySegmentEncoding.FILE);
        StringJoiner path = new StringJoiner("/");
        if (!directory.isEmpty()) {
            path.add(directory);
        }
        names.subList(0, names.size() - 1).forEach(path::add);
        return new ObjectPath(path.toString(), names.getLast(), ObjectPath.Kind.FILE);
    }

    /** What a name found in a directory stands for; null if no key is ever written so. */
    public static @Nullable Named read(Directory within, String name, FileType type) {
        if (within.tree() == Tree.VERSIONS
                && (type != FileType.DIRECTORY || name.startsWith(KeySegmentEncoding.FILE))) {
            return type == FileType.DIRECTORY ? readHistory(within, name) : null;
        }
        return switch (type) {
            case REGULAR -> readFile(within, name);
            case DIRECTORY -> readDirectory(within, name);
            case OTHER -> null;
        };
    }

    private static @Nullable Named readHistory(Directory within, String name) {
        String text = KeySegmentEncoding.unescaped(name);
        String key = within.prefix() + text;
        ObjectPath place = new ObjectPath(within.path(), name, ObjectPath.Kind.FILE);
        return text == null
                        || key.isEmpty()
                        || !isKey(key)
                        || !history(new ObjectKey(key)).equals(place)
                ? null
                : new Named(key, place, null);
    }

    private static @Nullable Named readFile(Directory within, String name) {
        if (name.equals(SIDECAR)) {
            return named(within, "", new ObjectPath(within.path(), "", ObjectPath.Kind.MARKER));
        }
        if (name.startsWith(KeySegmentEncoding.FILE)) {
            String text = KeySegmentEncoding.unescaped(name);
            return text == null ? null : named(within, text, new ObjectPath(within.path(), name, ObjectPath.Kind.FILE));
        }
        if (KeySegmentEncoding.isPlainFile(name)) {
            return within.isPiece() || !isKey(within.prefix() + name) ? null : file(within, name);
        }
        return KeySegmentEncoding.isBareFile(name)
                ? named(within, name, new ObjectPath(within.path(), name, ObjectPath.Kind.BARE))
                : null;
    }

    /** The file that is written under its own name in a directory. */
    public static Named file(Directory within, String name) {
        return new Named(within.prefix() + name, new ObjectPath(within.path(), name, ObjectPath.Kind.FILE), null);
    }

    private static @Nullable Named named(Directory within, String text, ObjectPath place) {
        String key = within.prefix() + text;
        if (key.isEmpty() || !isKey(key) || !places(new ObjectKey(key)).contains(place)) {
            return null;
        }
        return new Named(key, place, null);
    }

    private static @Nullable Named readDirectory(Directory within, String name) {
        if (name.startsWith(KeySegmentEncoding.PIECE)) {
            String text = KeySegmentEncoding.unescaped(name);
            // Whether a piece is one that is ever written shows in the names below it.
            return text == null || text.isEmpty() ? null : directory(within, within.prefix() + text, name);
        }
        String text = name.startsWith(KeySegmentEncoding.DIRECTORY) ? KeySegmentEncoding.unescaped(name) : name;
        if (text == null || !isDirectory(within, text, name)) {
            return null;
        }
        return directory(within, within.prefix() + text + "/", name);
    }

    /** Tells whether {@code name} is how {@code text} is written in a directory, be it the rest of a long segment. */
    private static boolean isDirectory(Directory within, String text, String name) {
        if (within.isPiece()) {
            return directory(within.prefix() + text + "/").equals(within.resolve(name));
        }
        return KeySegmentEncoding.isPlainDirectory(text)
                ? text.equals(name)
                : KeySegmentEncoding.escaped(text, KeySegmentEncoding.DIRECTORY).equals(List.of(name));
    }

    /** The directory of a name in another that keys are written in. */
    public static Directory below(Directory within, String name) {
        Named named = read(within, name, FileType.DIRECTORY);
        if (named == null || named.directory() == null) {
            throw new IllegalArgumentException("no key is written in " + within.resolve(name));
        }
        return named.directory();
    }

    private static Named directory(Directory within, String prefix, String name) {
        return new Named(prefix, null, within.below(name, prefix));
    }

    private static boolean isKey(String text) {
        return text.length() * 3 <= ObjectKey.MAX_BYTES || text.getBytes(UTF_8).length <= ObjectKey.MAX_BYTES;
    }

    /**
     * A directory that is being listed.
     *
     * @param tree to which it belongs
     * @param path below the tree's topmost directory
     * @param prefix what all keys in it begin with
     */
    public record Directory(Tree tree, String path, String prefix) {
        /** The bucket itself. */
        public static final Directory BUCKET = top(Tree.BUCKET);

        /** The topmost directory of a tree. */
        public static Directory top(Tree tree) {
            return new Directory(tree, "", "");
        }

        /** A directory in this one, in which all keys begin with {@code longer}. */
        public Directory below(String name, String longer) {
            return new Directory(tree, resolve(name), longer);
        }

        /** Tells whether this directory stands for the beginning of a segment, not for a whole one. */
        boolean isPiece() {
            return !prefix.isEmpty() && !prefix.endsWith("/");
        }

        /** The last name of the path. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        public String resolve(String name) {
            return path.isEmpty() ? name : path + "/" + name;
        }
    }

    /**
     * What a name stands for: an object's place, or a directory. In {@link Tree#VERSIONS} a place is the directory of all that
     * is kept of a key.
     *
     * @param text the key, or what all keys in the directory begin with
     */
    public record Named(
            String text,
            @Nullable ObjectPath place,
            @Nullable Directory directory) {
        /** Under which it is found in its directory. */
        public String name() {
            return place != null ? place.name() : directory == null ? "" : directory.name();
        }
    }
}
