package io.geckos.s3.bucket;

import io.geckos.domain.Bucket;
import io.geckos.domain.BucketRepository;
import io.geckos.domain.From;
import io.geckos.domain.ListQuery;
import io.geckos.domain.Page;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.listing.ListingTokens;
import io.geckos.s3.listing.PageMemory;
import io.geckos.s3.wire.Query;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>. */
public final class ListBuckets implements Operation {
    private static final int MOST = 10_000;
    private static final Accepts ACCEPTS =
            Accepts.NOTHING.query("prefix", "max-buckets", ListingTokens.PARAMETER, "bucket-region");

    private final BucketRepository buckets;
    private final S3Settings settings;

    public ListBuckets(BucketRepository buckets, S3Settings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        Query query = call.query();
        int limit = query.number("max-buckets", 1, MOST);
        if (limit > MOST) {
            throw S3Exception.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and " + MOST,
                    "max-buckets",
                    String.valueOf(limit));
        }
        String prefix = query.get("prefix").orElse("");
        boolean elsewhere = query.nonEmpty("bucket-region")
                .filter(region -> !region.equals(Regions.of(settings)))
                .isPresent();
        Page<Bucket> page = elsewhere
                ? new Page<>(List.of(), Optional.empty())
                : query.nonEmpty(ListingTokens.PARAMETER)
                        .map(token -> ListingTokens.follow(token, from -> list(prefix, from, limit)))
                        .orElseGet(() -> list(prefix, From.START, limit));
        call.takeMemory(page.items().size() * PageMemory.OF_ENTRY);
        return Answer.of(200).streamed(xml -> write(xml, page, prefix));
    }

    private Page<Bucket> list(String prefix, From from, int limit) {
        return buckets.list(new ListQuery(prefix, Optional.empty(), from, limit));
    }

    private void write(XmlWriter xml, Page<Bucket> page, String prefix) throws IOException {
        xml.root("ListAllMyBucketsResult");
        xml.principal("Owner", settings.owner());
        xml.open("Buckets");
        for (Bucket bucket : page.items()) {
            xml.open("Bucket");
            xml.element("Name", bucket.name().value());
            xml.element("CreationDate", Timestamps.iso(bucket.created()));
            xml.element("BucketRegion", Regions.of(settings));
            xml.element("BucketArn", CreateBucket.arn(bucket.name()));
            xml.close();
        }
        xml.close();
        xml.element("ContinuationToken", ListingTokens.next(page));
        if (!prefix.isEmpty()) {
            xml.element("Prefix", prefix);
        }
        xml.close();
    }
}
