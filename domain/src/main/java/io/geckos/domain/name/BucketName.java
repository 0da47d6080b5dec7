package io.geckos.domain.name;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a bucket: 3 to 63 characters, labels of lower-case letters, digits and hyphens joined by single dots,
 * no IPv4 address, none of the reserved prefixes and suffixes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket naming rules</a>
 */
public record BucketName(String value) implements Comparable<BucketName> {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
    private static final Pattern LABELS = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if S3 would not allow it
     */
    public BucketName {
        if (!isLegal(value)) {
            throw new IllegalArgumentException("not a bucket name: " + value);
        }
    }

    /** Tells whether {@code name} may name a bucket. */
    public static boolean isLegal(String name) {
        return name.length() >= 3
                && name.length() <= 63
                && LABELS.matcher(name).matches()
                && !(Character.isDigit(name.charAt(0)) && IPV4.matcher(name).matches())
                && !isReserved(name);
    }

    /** With loops, as every request comes here, and the first ones of a fresh server would pay for streams. */
    private static boolean isReserved(String name) {
        for (String prefix : RESERVED_PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        for (String suffix : RESERVED_SUFFIXES) {
            if (name.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int compareTo(BucketName that) {
        return value.compareTo(that.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
