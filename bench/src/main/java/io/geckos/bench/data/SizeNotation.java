package io.geckos.bench.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes as people write them. */
public final class SizeNotation {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB)?");

    private SizeNotation() {}

    /** For options that are sizes in bytes. */
    public static final class Converter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Reads {@code 4096}, {@code 64KiB}, {@code 5MiB} or {@code 1GiB}; throws {@link IllegalArgumentException}. */
    public static long parse(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("size " + text + ": allowed are sizes like 4096, 64KiB, 5MiB or 1GiB");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "KiB" -> amount << 10;
            case "MiB" -> amount << 20;
            case "GiB" -> amount << 30;
            case null, default -> amount;
        };
    }

    /** The shortest of the forms that {@link #parse} reads. */
    public static String format(long bytes) {
        for (int shift = 30; shift > 0; shift -= 10) {
            if (bytes > 0 && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + (shift == 30 ? "GiB" : shift == 20 ? "MiB" : "KiB");
            }
        }
        return bytes + "B";
    }
}
