package io.geckos.bench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of the objects: one size, or several with weights. The number of an object decides its size.
 *
 * @param choices at least one
 */
public record SizeDistribution(List<Choice> choices) {
    /**
     * One of the sizes.
     *
     * @param bytes the size of such an object, 0 or more
     * @param weight its share among all weights, 1 or more
     */
    record Choice(long bytes, int weight) {
        @Override
        public String toString() {
            return SizeNotation.format(bytes) + (weight == 1 ? "" : ":" + weight);
        }
    }

    private static final long MIXER = 0x9E3779B97F4A7C15L;

    public SizeDistribution {
        choices = List.copyOf(choices);
    }

    /** Reads {@code 4KiB} or {@code 4KiB:70,1MiB:30}; throws {@link IllegalArgumentException}. */
    public static SizeDistribution parse(String text) {
        List<Choice> choices = new ArrayList<>();
        for (String choice : text.split(",", -1)) {
            int colon = choice.indexOf(':');
            long bytes = SizeNotation.parse(colon < 0 ? choice : choice.substring(0, colon));
            choices.add(new Choice(bytes, colon < 0 ? 1 : weight(text, choice.substring(colon + 1))));
        }
        return new SizeDistribution(choices);
    }

    private static int weight(String sizes, String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    "sizes " + sizes + ": a weight is a number from 1 to 999999, not " + text);
        }
        return Integer.parseInt(text);
    }

    public long of(long number) {
        if (choices.size() == 1) {
            return choices.getFirst().bytes();
        }
        int total = choices.stream().mapToInt(Choice::weight).sum();
        long point = Long.remainderUnsigned(((number + 1) * MIXER) >>> 16, total);
        for (Choice choice : choices) {
            point -= choice.weight();
            if (point < 0) {
                return choice.bytes();
            }
        }
        throw new AssertionError("the point lies below the sum of the weights");
    }

    @Override
    public String toString() {
        return choices.stream().map(Choice::toString).collect(Collectors.joining(","));
    }
}
