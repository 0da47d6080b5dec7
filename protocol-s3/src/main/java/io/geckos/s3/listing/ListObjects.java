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
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>, version 1. */
public final class ListObjects implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING
            .query("prefix", "delimiter", "max-keys", "encoding-type", "marker")
            .headers(ListObjectsRequest.OPTIONAL_ATTRIBUTES);

    private final ObjectStore objects;
    private final ListingMemory memory = new ListingMemory();

    public ListObjects(ObjectStore objects) {
        this.objects = objects;
    }

    private record Request(BucketName bucket, ListObjectsRequest listing, String marker) {}

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ListObjectsRequest.checkOptionalAttributes(call.headers());
        String marker = call.query().get("marker").orElse("");
        Request request = new Request(call.bucket(), ListObjectsRequest.of(call.query(), "max-keys"), marker);
        ListStart from = marker.isEmpty() ? ListStart.START : new ListStart.After(marker);
        long taken = memory.takeBefore(call, request.listing().limit());
        ListPage<ListEntry> page =
                objects.list(request.bucket(), request.listing().from(from));
        memory.takeRest(call, taken, ListObjectsRequest.memory(page));
        ObjectOwners owners = ListObjectsRequest.owners(call, objects, page);
        return S3Result.of(200).streamed(xml -> write(xml, request, page, owners));
    }

    private static void write(XmlWriter xml, Request request, ListPage<ListEntry> page, ObjectOwners owners)
            throws IOException {
        ListObjectsRequest listing = request.listing();
        xml.root("ListBucketResult");
        xml.element("Name", request.bucket().value());
        listing.key(xml, "Prefix", listing.prefix());
        listing.key(xml, "Marker", request.marker());
        // As S3: without a delimiter, the last key is the next marker, which clients rely on.
        if (page.next().isPresent() && listing.delimiter().isPresent()) {
            listing.key(xml, "NextMarker", name(page.items().getLast()));
        }
        xml.element("MaxKeys", listing.limit());
        listing.key(xml, "Delimiter", listing.delimiter());
        listing.encodingType(xml);
        xml.element("IsTruncated", page.next().isPresent());
        listing.entries(xml, page, Optional.of(owners));
        xml.close();
    }

    private static String name(ListEntry entry) {
        return switch (entry) {
            case ListEntry.Found found -> found.summary().id().key().value();
            case ListEntry.CommonPrefix(String prefix) -> prefix;
        };
    }
}
