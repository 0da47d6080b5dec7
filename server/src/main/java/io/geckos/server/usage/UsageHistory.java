package io.geckos.server.usage;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.DocumentStore.Document;
import io.geckos.domain.engine.StorageUsage.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much was stored over time, of each bucket, of each account and in total. It is kept in a fixed number of documents, so
 * that a restart loses nothing and its size does not grow with time. Several servers may share it. Safe for many threads.
 */
public final class UsageHistory {
    /** Subjects are spread over so many documents, because one may not be larger than {@link DocumentStore#MAX_BYTES}. */
    private static final int DOCUMENTS = 32;

    private final DocumentStore documents;

    public UsageHistory(DocumentStore documents) {
        this.documents = documents;
    }

    /**
     * What is kept of a subject; a series without samples if nothing is.
     *
     * @throws IllegalArgumentException if the document with it cannot be read; the message names it
     */
    public UsageSeries of(UsageSubject subject) {
        DocumentName name = name(partOf(subject));
        return documents
                .read(name)
                .map(document -> parse(name, document).series().getOrDefault(subject.name(), UsageSeries.NONE))
                .orElse(UsageSeries.NONE);
    }

    /**
     * Whether there is a sample of this hour of everything.
     *
     * @throws IllegalArgumentException if the document with the total cannot be read
     */
    boolean has(Instant hour) {
        return of(UsageSubject.TOTAL).has(hour);
    }

    /**
     * Adds a sample of each subject, unless it has one of this hour, and removes subjects that are not among {@code figures}.
     * After a failure in the middle the next call does the rest. A document that cannot be read stays as it is.
     *
     * @return what is wrong with documents that cannot be read
     */
    List<String> add(Instant time, Map<UsageSubject, Figures> figures) {
        Map<Integer, Map<UsageSubject, Figures>> parts = new HashMap<>();
        figures.forEach((subject, amount) ->
                parts.computeIfAbsent(partOf(subject), _ -> new HashMap<>()).put(subject, amount));
        // The part of the total is the last one, because it tells that all others are there.
        int last = partOf(UsageSubject.TOTAL);
        List<String> problems = new ArrayList<>();
        for (int i = 1; i <= DOCUMENTS; i++) {
            int part = (last + i) % DOCUMENTS;
            try {
                update(name(part), time, parts.getOrDefault(part, Map.of()));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    private void update(DocumentName name, Instant time, Map<UsageSubject, Figures> figures) {
        while (!tryUpdate(name, time, figures)) {
            // Another server was quicker; what it wrote is read now.
        }
    }

    /** False if another server has changed the document meanwhile. */
    private boolean tryUpdate(DocumentName name, Instant time, Map<UsageSubject, Figures> figures) {
        Optional<Document> before = documents.read(name);
        UsageDocument read = before.map(it -> parse(name, it)).orElse(UsageDocument.EMPTY);
        if (read.series().isEmpty() && figures.isEmpty()) {
            return true;
        }
        String text = read.with(time, figures).text(figures);
        return before.filter(it -> it.text().equals(text)).isPresent()
                || documents.write(name, before.map(Document::revision), text);
    }

    private static UsageDocument parse(DocumentName name, Document document) {
        try {
            return UsageDocument.parse(document.text());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the document " + name + " cannot be read (" + e.getMessage()
                            + "); remove it to begin this part of the history anew",
                    e);
        }
    }

    private static int partOf(UsageSubject subject) {
        return Math.floorMod(subject.name().hashCode(), DOCUMENTS);
    }

    private static DocumentName name(int part) {
        return new DocumentName((part < 10 ? "usage-0" : "usage-") + part);
    }
}
