package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells trees apart by all that is in them but for what is different in every run: instead of a time or a random name,
 * what counts is which others it equals.
 */
final class Fingerprint {
    private static final Pattern VOLATILE =
            Pattern.compile("[0-9a-f]{32}(?=\"|$)|[0-9]{19}|202[0-9]-[0-9]{2}-[0-9]{2}T[0-9:.]+Z|^[0-9a-f]{16}$");

    private final IdentityHashMap<byte[], Text> contents = new IdentityHashMap<>();
    private final Map<String, Text> names = new HashMap<>();
    private final MessageDigest md5 = md5();

    /** A text, what is volatile in it taken out. */
    private record Text(String fixed, List<String> taken) {
        static Text of(String text) {
            List<String> taken = new ArrayList<>();
            String fixed = VOLATILE.matcher(text).replaceAll(match -> {
                taken.add(match.group());
                return "~";
            });
            return new Text(fixed, List.copyOf(taken));
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number that equal trees share, and hardly ever others. */
    long of(Image image) {
        Described described = new Described();
        described.add(image, Image.ROOT);
        return ByteBuffer.wrap(md5.digest(described.text.toString().getBytes(UTF_8)))
                .getLong();
    }

    /** Forgets what it keeps to be quick; contents of files that come later are other arrays. */
    void forget() {
        contents.clear();
        names.clear();
    }

    private final class Described {
        private final StringBuilder text = new StringBuilder();
        private final Map<String, Integer> numbers = new HashMap<>();

        void add(Image image, int directory) {
            image.entries(directory).forEach((name, number) -> {
                add(names.computeIfAbsent(name, Text::of));
                Image.Content content = image.content(number);
                if (content == null) {
                    text.append("{");
                    add(image, number);
                    text.append("}");
                } else {
                    text.append("=");
                    add(Long.toString(content.modified()));
                    add(contents.computeIfAbsent(content.bytes(), bytes -> Text.of(new String(bytes, UTF_8))));
                }
                text.append('\n');
            });
        }

        private void add(Text part) {
            text.append(part.fixed());
            part.taken().forEach(this::add);
        }

        private void add(String taken) {
            text.append(numbers.computeIfAbsent(taken, _ -> numbers.size())).append(',');
        }
    }
}
