package io.geckos.storage.fs.testkit.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells trees apart by all that is in them but for what is different in every run: instead of a time or a random name,
 * what counts is which others it equals. For the images of one run, and one thread: it keeps what it has read of files.
 */
public final class DiskFingerprint {
    private static final Pattern VOLATILE = Pattern.compile(
            "[0-9a-f]{32}(?=\"|$)|[0-9]{19}|202[0-9]-[0-9]{2}-[0-9]{2}T[0-9:.]+Z|^[0-9a-f]{16}(?=$|[.-])|(?<=^[0-9a-f]{16}-)[0-9a-f]{16}|(?<=[.]marker[.])[0-9a-f]{16}$");

    private static final long DIRECTORY = 1;
    private static final long END = 2;
    private static final long FILE = 3;
    private static final long NUMBER = 4;

    private final IdentityHashMap<DiskImage.Content, Text> contents = new IdentityHashMap<>();
    private final Map<String, Text> names = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final MessageDigest md5 = md5();

    /** For each value that was replaced in a text, its number in the current image; 0 before. */
    private int[] numbers = new int[64];

    private int last;
    private long hash;

    /** A text without what is volatile in it, as a hash; and that, by number. */
    private record Text(long fixed, List<Integer> taken) {}

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number that equal trees share, and hardly ever others. */
    public long of(DiskImage image) {
        Arrays.fill(numbers, 0);
        last = 0;
        hash = 0;
        add(image, DiskImage.ROOT);
        return hash;
    }

    private void add(DiskImage image, int directory) {
        image.entries(directory).forEach((name, number) -> {
            add(names.computeIfAbsent(name, text -> text(text, "")));
            DiskImage.Content content = image.content(number);
            if (content == null) {
                mix(DIRECTORY);
                add(image, number);
                mix(END);
            } else {
                mix(FILE);
                add(contents.computeIfAbsent(
                        content, it -> text(new String(it.bytes(), UTF_8), Long.toString(it.modified()))));
            }
        });
    }

    private void add(Text text) {
        mix(text.fixed());
        for (int it : text.taken()) {
            if (numbers[it] == 0) {
                numbers[it] = ++last;
            }
            mix(NUMBER + numbers[it]);
        }
    }

    private void mix(long value) {
        long mixed = (hash ^ value) * 0x9e3779b97f4a7c15L;
        hash = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L;
        hash ^= hash >>> 32;
    }

    /** Takes what is volatile out of a text, and {@code time}, if it is any, before that. */
    private Text text(String text, String time) {
        List<Integer> out = new ArrayList<>();
        if (!time.isEmpty()) {
            out.add(number(time));
        }
        String fixed = VOLATILE.matcher(text).replaceAll(match -> {
            out.add(number(match.group()));
            return "~";
        });
        long digest = ByteBuffer.wrap(md5.digest(fixed.getBytes(UTF_8))).getLong();
        return new Text(digest, List.copyOf(out));
    }

    private int number(String it) {
        int number = taken.computeIfAbsent(it, _ -> taken.size());
        if (number >= numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        return number;
    }
}
