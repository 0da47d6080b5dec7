package io.geckos.storage.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list as short as it gets by leaving out what is not needed for it to fail. */
final class Shrinker {
    /** Each attempt runs the list anew; a failure that takes longer to shrink than this is printed as it is then. */
    private static final int ATTEMPTS = 2_000;

    private Shrinker() {}

    /** A sublist of {@code failing} of which {@code fails} is true and, attempts permitting, nothing can be left out. */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
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
