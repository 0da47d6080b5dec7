package io.geckos.server.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.DocumentStore;
import io.geckos.domain.engine.ForwardingDocumentStore;
import io.geckos.domain.engine.StorageUsage.Figures;
import io.geckos.domain.name.BucketName;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-11-28T00:00:00Z");
    private static final UsageSubject PHOTOS = UsageSubject.bucket(new BucketName("photos"));

    private final DocumentStore documents = new MemoryStorage().documents();
    private final UsageHistory history = new UsageHistory(documents);
    private Instant now = BEGIN;

    private static Figures bytes(long bytes) {
        return new Figures(1, bytes, 2, 3, 4, 5, 6);
    }

    /** One sample of everything and of a bucket. */
    private void add(Instant time, long bytes) {
        now = time;
        assertEquals(List.of(), history.add(time, Map.of(UsageSubject.TOTAL, bytes(bytes), PHOTOS, bytes(bytes))));
    }

    private static Instant hour(long number) {
        return BEGIN.plus(Duration.ofHours(number));
    }

    private static List<Instant> times(List<UsageSample> samples) {
        return samples.stream().map(UsageSample::from).toList();
    }

    /** All documents of the history, by their numbers. */
    private Map<Integer, String> texts() {
        Map<Integer, String> texts = new HashMap<>();
        for (int i = 0; i < 32; i++) {
            Optional<DocumentStore.Document> document = documents.read(name(i));
            if (document.isPresent()) {
                texts.put(i, document.get().text());
            }
        }
        return texts;
    }

    private static DocumentName name(int number) {
        return new DocumentName("usage-" + (number < 10 ? "0" : "") + number);
    }

    @Test
    void nothingIsKnownBeforeTheFirstSample() {
        assertEquals(List.of(), history.of(PHOTOS).hours(now));
        assertEquals(List.of(), history.of(PHOTOS).days(now));
        assertEquals(Map.of(), texts());
    }

    @Test
    void samplesOfHoursAndDaysAreKept() {
        add(hour(22), 10);
        add(hour(23), 10);
        add(hour(24), 30);
        UsageSeries series = new UsageHistory(documents).of(PHOTOS);
        assertEquals(
                List.of(
                        new UsageSample(hour(22), bytes(10)),
                        new UsageSample(hour(23), bytes(10)),
                        new UsageSample(hour(24), bytes(30))),
                series.hours(now));
        assertEquals(
                List.of(new UsageSample(hour(0), bytes(10)), new UsageSample(hour(24), bytes(30))), series.days(now));
    }

    @Test
    void secondSampleOfAnHourIsIgnored() {
        add(hour(1), 10);
        Map<Integer, String> before = texts();
        add(hour(1), 20);
        assertEquals(before, texts());
    }

    @Test
    void hoursWithoutServerAreLeftOut() {
        add(hour(1), 10);
        add(hour(4), 10);
        assertEquals(List.of(hour(1), hour(4)), times(history.of(PHOTOS).hours(now)));
    }

    @Test
    void onlyTwoDaysOfHoursAndAYearOfDaysAreKept() {
        for (int i = 0; i < 400 * 24; i += 6) {
            add(hour(i), i);
        }
        UsageSeries series = history.of(PHOTOS);
        assertEquals(8, series.hours(now).size());
        assertEquals(hour(400 * 24 - 48), series.hours(now).getFirst().from());
        assertEquals(hour(400 * 24 - 6), series.hours(now).getLast().from());
        assertEquals(366, series.days(now).size());
        assertEquals(hour(34 * 24), series.days(now).getFirst().from());
        assertEquals(bytes(34 * 24), series.days(now).getFirst().figures());
    }

    @Test
    void restingBucketTakesLittle() {
        for (int i = 0; i < 366 * 24; i += 24) {
            add(hour(i), 1L << 40);
        }
        assertEquals(366, history.of(PHOTOS).days(now).size());
        assertTrue(texts().values().stream().mapToInt(String::length).sum() < 500, texts().toString());
    }

    @Test
    void samplesOfAFutureThatNeverCameAreNotTold() {
        add(hour(1), 10);
        add(hour(100_000), 11);
        add(hour(2), 20);
        assertEquals(
                List.of(new UsageSample(hour(1), bytes(10)), new UsageSample(hour(2), bytes(20))),
                history.of(PHOTOS).hours(now));
    }

    @ParameterizedTest
    @ValueSource(longs = {-490_000, -5_000, 500_000})
    void clockThatWasWrongOnceCostsOneSampleAtMost(long wrong) {
        for (int i = 0; i < 366; i++) {
            add(hour(24L * i), i);
        }
        add(hour(wrong), 1);
        add(hour(24L * 365 + 1), 1);
        List<UsageSample> days = history.of(PHOTOS).days(now);
        assertTrue(days.size() >= 365, () -> days.size() + " days");
        assertTrue(days.stream()
                .allMatch(day -> !day.from().isBefore(hour(0)) && !day.from().isAfter(now)));
        for (int i = 366; i < 2 * 366; i++) {
            add(hour(24L * i), i);
        }
        assertEquals(
                IntStream.range(366, 2 * 366).mapToObj(i -> hour(24L * i)).toList(),
                times(history.of(PHOTOS).days(now)));
    }

    @Test
    void historyGoesWithItsBucket() {
        add(hour(1), 10);
        history.add(hour(2), Map.of(UsageSubject.TOTAL, bytes(0)));
        now = hour(2);
        assertEquals(List.of(), history.of(PHOTOS).hours(now));
        assertEquals(2, history.of(UsageSubject.TOTAL).hours(now).size());
    }

    /** A server that died between two documents: the next one completes the sample, and takes none twice. */
    @Test
    void sampleThatWasCutOffIsCompleted() {
        add(hour(1), 10);
        List<DocumentName> written = new ArrayList<>();
        UsageHistory dying = new UsageHistory(new DyingDocuments(documents, written));
        Map<UsageSubject, Figures> figures = Map.of(UsageSubject.TOTAL, bytes(20), PHOTOS, bytes(20));
        assertThrows(IllegalStateException.class, () -> dying.add(hour(2), figures));
        assertEquals(1, written.size());
        assertTrue(!history.has(hour(2)));
        history.add(hour(2), Map.of(UsageSubject.TOTAL, bytes(21), PHOTOS, bytes(21)));
        now = hour(2);
        assertTrue(history.has(hour(2)));
        assertEquals(
                List.of(new UsageSample(hour(1), bytes(10)), new UsageSample(hour(2), bytes(20))),
                history.of(PHOTOS).hours(now));
    }

    /** Writes one document, and then no more. */
    private static final class DyingDocuments extends ForwardingDocumentStore {
        private final List<DocumentName> written;

        DyingDocuments(DocumentStore real, List<DocumentName> written) {
            super(real);
            this.written = written;
        }

        @Override
        public boolean write(DocumentName name, Optional<String> expected, String text) {
            if (!written.isEmpty()) {
                throw new IllegalStateException("the process has ended");
            }
            written.add(name);
            return super.write(name, expected, text);
        }
    }

    @Test
    void whatAnotherServerWroteMeanwhileStays() {
        DocumentStore racing = new ForwardingDocumentStore(documents) {
            private boolean raced;

            @Override
            public boolean write(DocumentName name, Optional<String> expected, String text) {
                if (!raced) {
                    raced = true;
                    add(hour(1), 10);
                }
                return super.write(name, expected, text);
            }
        };
        new UsageHistory(racing).add(hour(2), Map.of(UsageSubject.TOTAL, bytes(20), PHOTOS, bytes(20)));
        now = hour(2);
        assertEquals(List.of(hour(1), hour(2)), times(history.of(PHOTOS).hours(now)));
        assertEquals(
                List.of(hour(1), hour(2)), times(history.of(UsageSubject.TOTAL).hours(now)));
    }

    /** Sixty buckets in one document, whose figures are long and never the same twice. */
    @Test
    void documentsAreBoundedAndLargeBucketsComeFirst() {
        List<UsageSubject> buckets = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            StringBuilder name = new StringBuilder("bucket-");
            for (int bit = 0; bit < 6; bit++) {
                // Both have the same hash.
                name.append((i >> bit & 1) == 0 ? "c0" : "an");
            }
            buckets.add(UsageSubject.bucket(new BucketName(name.toString())));
        }
        for (int day = 0; day < 150; day++) {
            Map<UsageSubject, Figures> figures = new HashMap<>();
            figures.put(UsageSubject.TOTAL, bytes(day));
            for (int i = 0; i < buckets.size(); i++) {
                long amount = Long.MAX_VALUE / 100 + i * 1000L + day;
                figures.put(buckets.get(i), new Figures(amount, amount, amount, amount, amount, amount, amount));
            }
            history.add(hour(24L * day), figures);
        }
        now = hour(24L * 149);
        texts().values().forEach(text -> assertTrue(text.getBytes(UTF_8).length <= DocumentStore.MAX_BYTES));
        assertEquals(150, history.of(buckets.getLast()).days(now).size());
        assertTrue(history.of(buckets.getFirst()).days(now).size() < 150);
        assertEquals(150, history.of(UsageSubject.TOTAL).days(now).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"format\": 2, \"series\": {}}",
                "{\"format\": 1}",
                "{\"format\": 1, \"series\": {\"total\": 1}}",
                "{\"format\": 1, \"series\": {\"total\": {\"hours\": []}}}",
                "{\"format\": 1, \"series\": {\"total\": {\"hours\": [[1, 1, 1]], \"days\": []}}}",
                "{\"format\": 1, \"series\": {\"total\": {\"hours\": [[1, 0, 1, 1, 1, 1, 1, 1]], \"days\": []}}}",
                "{\"format\": 1, \"series\": {\"total\": {\"hours\": [[1, 49, 1, 1, 1, 1, 1, 1]], \"days\": []}}}",
                "{\"format\": 1, \"series\": {\"total\": {\"hours\": [[5, 2, 1, 1, 1, 1, 1, 1], [6, 1, 1, 1, 1, 1, 1, 1]], \"days\": []}}}",
                "{\"format\": 1, \"series\": {\"total\": {\"hours\": [[1, 1.5, 1, 1, 1, 1, 1, 1]], \"days\": []}}}",
            })
    void documentThatCannotBeReadIsNamedAndStays(String text) {
        add(hour(1), 10);
        int total = Math.floorMod("total".hashCode(), 32);
        DocumentName broken = name(total);
        documents.write(broken, documents.read(broken).map(DocumentStore.Document::revision), text);
        now = hour(2);
        List<String> problems = history.add(hour(2), Map.of(UsageSubject.TOTAL, bytes(20), PHOTOS, bytes(20)));
        assertEquals(1, problems.size());
        assertTrue(problems.getFirst().contains("the document " + broken + " cannot be read"), problems.getFirst());
        assertEquals(text, documents.read(broken).orElseThrow().text());
        assertEquals(2, history.of(PHOTOS).hours(now).size());
    }
}
