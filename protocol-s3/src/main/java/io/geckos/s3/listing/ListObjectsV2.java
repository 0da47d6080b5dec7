package io.geckos.s3.listing;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectStore;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>. */
public final class ListObjectsV2 implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING
            .query("prefix", "delimiter", "max-keys", "encoding-type")
            .query("start-after", ContinuationToken.PARAMETER, "fetch-owner")
            .headers(ListObjectsRequest.OPTIONAL_ATTRIBUTES);

    private final ObjectStore objects;
    private final ListingMemory memory = new ListingMemory();

    public ListObjectsV2(ObjectStore objects) {
        this.objects = objects;
    }

    private record Request(
            BucketName bucket,
            ListObjectsRequest listing,
            Optional<String> startAfter,
            Optional<String> token,
            boolean fetchOwner) {}

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        Request request = decode(call);
        long taken = memory.takeBefore(call, request.listing().limit());
        ListPage<ListEntry> page = request.token()
                .map(token -> ContinuationToken.follow(token, from -> list(request, from)))
                .orElseGet(() -> list(
                        request,
                        request.startAfter()
                                .<ListStart>map(ListStart.After::new)
                                .orElse(ListStart.START)));
        memory.takeRest(call, taken, ListObjectsRequest.memory(page));
        Optional<ObjectOwners> owners =
                request.fetchOwner() ? Optional.of(ListObjectsRequest.owners(call, objects, page)) : Optional.empty();
        return S3Result.of(200).streamed(xml -> write(xml, request, page, owners));
    }

    private ListPage<ListEntry> list(Request request, ListStart from) {
        return objects.list(request.bucket(), request.listing().from(from));
    }

    private static Request decode(S3Call call) {
        QueryParameters query = call.query();
        String type = query.get("list-type").orElse("");
        if (!type.equals("2")) {
            throw S3Exception.invalidArgument("Invalid List Type specified in Request", "list-type", type);
        }
        ListObjectsRequest.checkOptionalAttributes(call.headers());
        return new Request(
                call.bucket(),
                ListObjectsRequest.of(query, "max-keys"),
                query.nonEmpty("start-after"),
                query.get(ContinuationToken.PARAMETER),
                query.bool("fetch-owner"));
    }

    private static void write(XmlWriter xml, Request request, ListPage<ListEntry> page, Optional<ObjectOwners> owners)
            throws IOException {
        ListObjectsRequest listing = request.listing();
        xml.root("ListBucketResult");
        xml.element("Name", request.bucket().value());
        listing.key(xml, "Prefix", listing.prefix());
        listing.key(xml, "StartAfter", request.startAfter());
        xml.element("ContinuationToken", request.token());
        xml.element("NextContinuationToken", ContinuationToken.next(page));
        xml.element("KeyCount", page.items().size());
        xml.element("MaxKeys", listing.limit());
        listing.key(xml, "Delimiter", listing.delimiter());
        listing.encodingType(xml);
        xml.element("IsTruncated", page.next().isPresent());
        listing.entries(xml, page, owners);
        xml.close();
    }
}
