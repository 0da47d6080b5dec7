package io.geckos.storage.testkit.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The simplest listing that follows the definition: it sorts all keys at once. Tests compare other listings with it.
 */
public final class NaiveListing {
    private static final List<String> DELIMITERS =
            List.of("/", "/", "/", "//", "a", "l", "\0", "😀", ".metadata.json", "é", "/../");

    private NaiveListing() {}

    /** The entries that all pages of {@code query} together must have, for a listing from the start or after a text. */
    public static List<String> of(List<String> keys, ListQuery query) {
        if (query.limit() == 0) {
            return List.of();
        }
        String marker = switch (query.from()) {
            case ListStart.Start _ -> "";
            case ListStart.After(var text) -> text;
            default -> throw new IllegalArgumentException("not of this definition: " + query.from());
        };
        List<String> prefixed =
                keys.stream().filter(key -> key.startsWith(query.prefix())).toList();
        List<String> commonPrefixes = HostileKeys.sorted(
                prefixed.stream().flatMap(key -> rolledUp(key, query).stream()).toList());
        List<String> plain =
                prefixed.stream().filter(key -> rolledUp(key, query).isEmpty()).toList();
        // No key can equal a common prefix, because it would contain the delimiter and be rolled up.
        return HostileKeys.sorted(
                        Stream.concat(commonPrefixes.stream(), plain.stream()).toList())
                .stream()
                .filter(name -> Arrays.compareUnsigned(name.getBytes(UTF_8), marker.getBytes(UTF_8)) > 0)
                .map(name -> commonPrefixes.contains(name) ? EntryNames.commonPrefix(name) : name)
                .toList();
    }

    /** A random query that often matches some of {@code keys}. */
    public static ListQuery randomQuery(Random random, List<String> keys) {
        String prefix = random.nextBoolean() ? "" : piece(random, keys);
        Optional<String> delimiter = random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(DELIMITERS.get(random.nextInt(DELIMITERS.size())));
        ListStart from = random.nextBoolean() ? ListStart.START : new ListStart.After(marker(random, keys));
        return new ListQuery(prefix, delimiter, from, random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(12));
    }

    private static String marker(Random random, List<String> keys) {
        String text = piece(random, keys);
        return switch (random.nextInt(3)) {
            case 0 -> text;
            case 1 -> text + "/";
            default -> text + "\uffff";
        };
    }

    private static String piece(Random random, List<String> keys) {
        String key = keys.get(random.nextInt(keys.size()));
        int end = Math.min(1 + random.nextInt(6), key.length());
        boolean splitsPair = end < key.length() && Character.isLowSurrogate(key.charAt(end));
        return random.nextInt(4) == 0 ? key : key.substring(0, splitsPair ? end - 1 : end);
    }

    private static Optional<String> rolledUp(String key, ListQuery query) {
        String rest = key.substring(query.prefix().length());
        return query.delimiter()
                .filter(rest::contains)
                .map(delimiter -> query.prefix() + rest.substring(0, rest.indexOf(delimiter)) + delimiter);
    }
}
