package io.geckos.domain.bucket;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The switches that cut off public access to a bucket, whatever its policy and its access control lists say.
 *
 * @param blockPublicAcls refuses new access control lists that give something to everybody
 * @param ignorePublicAcls lets lists give nothing to everybody
 * @param blockPublicPolicy refuses new policies that give something to everybody
 * @param restrictPublicBuckets lets a policy that gives something to everybody give it to the owner's account only
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">Blocking
 *     public access</a>
 */
public record PublicAccessBlock(
        boolean blockPublicAcls, boolean ignorePublicAcls, boolean blockPublicPolicy, boolean restrictPublicBuckets) {
    /** Cuts off nothing. */
    public static final PublicAccessBlock NONE = new PublicAccessBlock(false, false, false, false);

    private static final String BLOCK_ACLS = "BlockPublicAcls";
    private static final String IGNORE_ACLS = "IgnorePublicAcls";
    private static final String BLOCK_POLICY = "BlockPublicPolicy";
    private static final String RESTRICT = "RestrictPublicBuckets";

    /** The names of the switches that are on, divided by spaces. */
    public String text() {
        return Stream.of(
                        blockPublicAcls ? BLOCK_ACLS : "",
                        ignorePublicAcls ? IGNORE_ACLS : "",
                        blockPublicPolicy ? BLOCK_POLICY : "",
                        restrictPublicBuckets ? RESTRICT : "")
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Reads what {@link #text} wrote. */
    public static PublicAccessBlock parse(String text) {
        List<String> names = List.of(text.split(" ", -1));
        return new PublicAccessBlock(
                names.contains(BLOCK_ACLS),
                names.contains(IGNORE_ACLS),
                names.contains(BLOCK_POLICY),
                names.contains(RESTRICT));
    }
}
