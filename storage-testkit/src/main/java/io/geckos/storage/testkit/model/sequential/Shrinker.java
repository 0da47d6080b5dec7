package io.geckos.storage.testkit.model.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list as short as possible, by leaving out items without which it still fails. */
public final class Shrinker {
    /**
     * The largest number of attempts. Each runs the list again. After the last one, the shortest list so far is
     * printed.
     */
    private static final int ATTEMPTS = 2_000;

    private Shrinker() {}

    /** A part of {@code failing} that still fails, and from which, if the attempts suffice, no item can be left out. */
    public static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> shortest = failing;
        int attempts = ATTEMPTS;
        int piece = Math.max(1, shortest.size() / 2);
        while (attempts > 0) {
            boolean shrunk = false;
            for (int at = 0; at < shortest.size() && attempts > 0; ) {
                List<T> candidate = without(shortest, at, Math.min(at + piece, shortest.size()));
                attempts--;
                if (fails.test(candidate)) {
                    shortest = candidate;
                    shrunk = true;
                } else {
                    at += piece;
                }
            }
            if (piece == 1 && !shrunk) {
                return shortest;
            }
            piece = Math.max(1, piece / 2);
        }
        return shortest;
    }

    private static <T> List<T> without(List<T> list, int from, int to) {
        List<T> rest = new ArrayList<>(list.subList(0, from));
        rest.addAll(list.subList(to, list.size()));
        return rest;
    }
}
