package io.geckos.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that somebody most likely meant by a misspelt one. */
final class SpellingSuggestion {
    private static final int SHORTEST_PREFIX = 5;

    private SpellingSuggestion() {}

    /** The nearest of the known names; empty if none is near. */
    static Optional<String> nearest(String name, Collection<String> known) {
        Optional<String> completed = known.stream()
                .sorted()
                .filter(it -> it.endsWith("." + name) || (name.length() >= SHORTEST_PREFIX && it.startsWith(name)))
                .findFirst();
        return completed.or(() -> known.stream()
                .sorted()
                .min(Comparator.comparingInt(it -> distance(name, it)))
                .filter(it -> distance(name, it) <= Math.max(1, Math.min(name.length(), it.length()) / 4)));
    }

    /** The number of letters to insert, remove, change or swap with the next one that turns one name into the other. */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, a, b, i, j);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int step(int[][] distances, String a, String b, int i, int j) {
        int changed = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int shortest = Math.min(changed, 1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(shortest, 1 + distances[i - 2][j - 2]) : shortest;
    }
}
