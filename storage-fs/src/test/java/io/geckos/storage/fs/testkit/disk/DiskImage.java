package io.geckos.storage.fs.testkit.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of a disk: directories, whose entries name files and directories by number, and the bytes of the files. Files
 * without a name are kept, like unlinked files that are open.
 */
public final class DiskImage {
    /** The number of the topmost directory. */
    public static final int ROOT = 1;

    private final Map<Integer, NavigableMap<String, Integer>> directories = new HashMap<>();
    private Map<Integer, Content> files = new HashMap<>();

    /** The directories whose entries no copy shares. The others are copied before a change. */
    private final Set<Integer> unshared = new HashSet<>();

    private boolean filesUnshared = true;

    private int last = ROOT;

    /** The bytes of a file, which are replaced and never changed, and its modification time in nanoseconds since 1970. */
    public static final class Content {
        static final byte[] NOTHING = {};
        private final byte[] bytes;
        private final long modified;

        public Content(byte[] bytes, long modified) {
            this.bytes = bytes;
            this.modified = modified;
        }

        public byte[] bytes() {
            return bytes;
        }

        public long modified() {
            return modified;
        }
    }

    /** A change of one entry: set to a node, or removed. */
    public record Edit(int directory, String name, int node) {
        private static final int REMOVED = 0;

        static Edit removing(int directory, String name) {
            return new Edit(directory, name, REMOVED);
        }

        boolean removes() {
            return node == REMOVED;
        }
    }

    /** An empty disk. */
    public DiskImage() {
        directories.put(ROOT, new TreeMap<>());
    }

    public DiskImage copy() {
        DiskImage copy = new DiskImage();
        // From now on both images share everything.
        unshared.clear();
        copy.directories.putAll(directories);
        filesUnshared = false;
        copy.files = files;
        copy.filesUnshared = false;
        copy.last = last;
        return copy;
    }

    /** A number that no node has. */
    int newNumber() {
        return ++last;
    }

    /** Makes an empty directory that has no name yet. */
    public void makeDirectory(int number) {
        last = Math.max(last, number);
        directories.put(number, new TreeMap<>());
    }

    public void put(int file, Content content) {
        last = Math.max(last, file);
        if (!filesUnshared) {
            files = new HashMap<>(files);
            filesUnshared = true;
        }
        files.put(file, content);
    }

    public void apply(Edit edit) {
        NavigableMap<String, Integer> entries = entries(edit.directory());
        if (unshared.add(edit.directory())) {
            entries = new TreeMap<>(entries);
            directories.put(edit.directory(), entries);
        }
        if (edit.removes()) {
            entries.remove(edit.name());
        } else {
            entries.put(edit.name(), edit.node());
        }
    }

    /** The entries of a directory by name. Only {@link #apply} changes them. */
    public NavigableMap<String, Integer> entries(int directory) {
        NavigableMap<String, Integer> entries = directories.get(directory);
        if (entries == null) {
            throw new IllegalArgumentException("no directory: " + directory);
        }
        return entries;
    }

    boolean isDirectory(int number) {
        return directories.containsKey(number);
    }

    /** Null unless {@code number} is a file's. */
    public @Nullable Content content(int number) {
        return files.get(number);
    }

    /** The node of a path, names joined by {@code /}; null if nothing is there. */
    public @Nullable Integer find(int directory, String path) {
        Integer at = directory;
        for (String name : path.split("/", -1)) {
            at = at == null || !isDirectory(at) ? null : entries(at).get(name);
        }
        return at;
    }

    /** Visits every named node with its path, parents first. */
    void walk(BiConsumer<String, Integer> visitor) {
        walk("", ROOT, visitor);
    }

    private void walk(String prefix, int directory, BiConsumer<String, Integer> visitor) {
        entries(directory).forEach((name, number) -> {
            visitor.accept(prefix + name, number);
            if (isDirectory(number)) {
                walk(prefix + name + "/", number, visitor);
            }
        });
    }

    /** Adds to {@code named} those of {@code sought} that have a name. */
    public void find(Set<Integer> sought, int directory, Set<Integer> named) {
        for (Integer number : entries(directory).values()) {
            if (sought.contains(number)) {
                named.add(number);
            }
            if (isDirectory(number)) {
                find(sought, number, named);
            }
        }
    }

    /** The paths of everything that has a name. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        walk((path, _) -> paths.add(path));
        return paths;
    }

    /** All paths, for messages. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        walk((path, number) -> {
            Content content = content(number);
            text.append("\n  ").append(path).append(content == null ? "/" : " " + content.bytes().length);
        });
        return text.toString();
    }
}
