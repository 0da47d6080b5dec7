package io.geckos.s3.bucket;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.listing.ContinuationToken;
import io.geckos.s3.listing.ListingMemory;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>. */
public final class ListBuckets implements S3Operation {
    private static final int MAX_PAGE = 10_000;
    private static final SupportedParameters ACCEPTS =
            SupportedParameters.NOTHING.query("prefix", "max-buckets", ContinuationToken.PARAMETER, "bucket-region");

    private final BucketRepository buckets;
    private final S3Settings settings;

    public ListBuckets(BucketRepository buckets, S3Settings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        QueryParameters query = call.query();
        int limit = query.number("max-buckets", 1, MAX_PAGE);
        if (limit > MAX_PAGE) {
            throw S3Exception.invalidArgument(
                    "Argument max-buckets must be an integer between 1 and " + MAX_PAGE,
                    "max-buckets",
                    String.valueOf(limit));
        }
        String prefix = query.get("prefix").orElse("");
        boolean otherRegion = query.nonEmpty("bucket-region")
                .filter(region -> !region.equals(BucketRegion.of(settings)))
                .isPresent();
        ListPage<Bucket> page = otherRegion
                ? new ListPage<>(List.of(), Optional.empty())
                : query.nonEmpty(ContinuationToken.PARAMETER)
                        .map(token -> ContinuationToken.follow(token, from -> ownBuckets(call, prefix, from, limit)))
                        .orElseGet(() -> ownBuckets(call, prefix, ListStart.START, limit));
        call.takeMemory(page.items().size() * ListingMemory.OF_ENTRY);
        return S3Result.of(200).streamed(xml -> write(xml, page, call));
    }

    /** Lists the buckets of the sender's account. */
    private ListPage<Bucket> ownBuckets(S3Call call, String prefix, ListStart from, int limit) {
        if (settings.accounts().isSingle()) {
            return list(prefix, from, limit);
        }
        String account = BucketOwnership.sender(call).id();
        List<Bucket> own = new ArrayList<>();
        ListStart start = from;
        while (true) {
            ListPage<Bucket> page = list(prefix, start, MAX_PAGE);
            for (int i = 0; i < page.items().size(); i++) {
                Bucket bucket = page.items().get(i);
                if (!BucketOwnership.principal(settings, bucket.owner()).id().equals(account)) {
                    continue;
                }
                if (own.size() == limit) {
                    return new ListPage<>(own, cursorAfter(prefix, start, i));
                }
                own.add(bucket);
            }
            if (page.next().isEmpty()) {
                return new ListPage<>(own, Optional.empty());
            }
            start = new ListStart.Cursor(page.next().get());
        }
    }

    /** The cursor after {@code count} buckets from {@code start}. */
    private Optional<String> cursorAfter(String prefix, ListStart start, int count) {
        return count == 0 && start instanceof ListStart.Cursor(String token)
                ? Optional.of(token)
                : list(prefix, start, count).next();
    }

    private ListPage<Bucket> list(String prefix, ListStart from, int limit) {
        return buckets.list(new ListQuery(prefix, Optional.empty(), from, limit));
    }

    private void write(XmlWriter xml, ListPage<Bucket> page, S3Call call) throws IOException {
        xml.root("ListAllMyBucketsResult");
        xml.principal("Owner", BucketOwnership.sender(call));
        xml.open("Buckets");
        for (Bucket bucket : page.items()) {
            xml.open("Bucket");
            xml.element("Name", bucket.name().value());
            xml.element("CreationDate", S3Timestamps.iso(bucket.created()));
            xml.element("BucketRegion", BucketRegion.of(settings));
            xml.element("BucketArn", CreateBucket.arn(bucket.name()));
            xml.close();
        }
        xml.close();
        xml.element("ContinuationToken", ContinuationToken.next(page));
        String prefix = call.query().get("prefix").orElse("");
        if (!prefix.isEmpty()) {
            xml.element("Prefix", prefix);
        }
        xml.close();
    }
}
