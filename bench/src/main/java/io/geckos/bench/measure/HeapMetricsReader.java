package io.geckos.bench.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Reads the size of a JVM's heap from its metrics in the text format of Prometheus.
 *
 * @param uri the address of the metrics
 */
public record HeapMetricsReader(URI uri) {
    private static final String USED = "jvm_memory_used_bytes{area=\"heap\"";

    /** The bytes in use, including garbage. Throws {@link UncheckedIOException} if the server does not answer. */
    public long used() {
        try (InputStream in = uri.toURL().openStream()) {
            return used(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("no metrics at " + uri, e);
        }
    }

    /** The sum of all heap pools in {@code text}. */
    public static long used(String text) {
        return (long) text.lines()
                .filter(line -> line.startsWith(USED))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
