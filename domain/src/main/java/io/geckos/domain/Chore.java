package io.geckos.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a storage engine does by itself and again and again, and how far it is.
 *
 * @param name one lower-case word
 * @param running whether it is under way just now
 * @param began when it began last; empty if it has not yet
 * @param ended when it ended last; empty if it has not yet
 * @param figures what it did, in the engine's own terms: lower-case words joined by dots
 * @param problems the latest that an operator should see to, a sentence or less each, and not very many
 */
public record Chore(
        String name,
        boolean running,
        Optional<Instant> began,
        Optional<Instant> ended,
        Map<String, Long> figures,
        List<String> problems) {
    /** The collections are copied. */
    public Chore {
        figures = Map.copyOf(figures);
        problems = List.copyOf(problems);
    }
}
