package io.geckos.s3.multipart;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.listing.ListObjectsRequest;
import io.geckos.s3.listing.ListingMemory;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>. */
public final class ListMultipartUploads implements S3Operation {
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING.query(
            "prefix", "delimiter", "max-uploads", "encoding-type", "key-marker", "upload-id-marker");

    private final MultipartStore uploads;
    private final ListingMemory memory = new ListingMemory();

    public ListMultipartUploads(MultipartStore uploads) {
        this.uploads = uploads;
    }

    private record Request(BucketName bucket, ListObjectsRequest listing, String keyMarker, String uploadMarker) {
        /** The place where the page begins. As in S3, an upload id without a key is ignored. */
        ListStart from() {
            if (keyMarker.isEmpty()) {
                return ListStart.START;
            }
            return uploadMarker.isEmpty()
                    ? new ListStart.After(keyMarker)
                    : new ListStart.AfterUpload(keyMarker, uploadMarker);
        }
    }

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        Request request = new Request(
                call.bucket(),
                ListObjectsRequest.of(call.query(), "max-uploads"),
                call.query().get("key-marker").orElse(""),
                call.query().get("upload-id-marker").orElse(""));
        BucketOwnership ownership = BucketOwnership.of(call);
        long taken = memory.takeBefore(call, request.listing().limit());
        ListPage<UploadEntry> page =
                uploads.listUploads(request.bucket(), request.listing().from(request.from()));
        memory.takeRest(call, taken, page.items().size() * ListingMemory.OF_LONG_KEY);
        return S3Result.of(200).streamed(xml -> write(xml, request, page, ownership));
    }

    private static void write(XmlWriter xml, Request request, ListPage<UploadEntry> page, BucketOwnership ownership)
            throws IOException {
        ListObjectsRequest listing = request.listing();
        xml.root("ListMultipartUploadsResult");
        xml.element("Bucket", request.bucket().value());
        listing.key(xml, "KeyMarker", request.keyMarker());
        xml.element("UploadIdMarker", request.uploadMarker());
        next(xml, listing, page.items());
        listing.key(xml, "Prefix", Optional.of(listing.prefix()).filter(prefix -> !prefix.isEmpty()));
        listing.key(xml, "Delimiter", listing.delimiter());
        xml.element("MaxUploads", listing.limit());
        listing.encodingType(xml);
        xml.element("IsTruncated", page.next().isPresent());
        for (UploadEntry entry : page.items()) {
            if (entry instanceof UploadEntry.Found(UploadInfo info)) {
                write(xml, listing, info, ownership.ownerOf(info.spec()));
            }
        }
        for (UploadEntry entry : page.items()) {
            if (entry instanceof UploadEntry.CommonPrefix(String prefix)) {
                listing.commonPrefix(xml, prefix);
            }
        }
        xml.close();
    }

    /** Writes the markers of the page's end. S3 writes them on the last page too. */
    private static void next(XmlWriter xml, ListObjectsRequest listing, List<UploadEntry> items) throws IOException {
        switch (items.isEmpty() ? new UploadEntry.CommonPrefix("") : items.getLast()) {
            case UploadEntry.Found(UploadInfo info) -> {
                listing.key(xml, "NextKeyMarker", info.id().object().key().value());
                xml.element("NextUploadIdMarker", info.id().value());
            }
            case UploadEntry.CommonPrefix(String prefix) -> {
                listing.key(xml, "NextKeyMarker", prefix);
                xml.element("NextUploadIdMarker", "");
            }
        }
    }

    private static void write(XmlWriter xml, ListObjectsRequest listing, UploadInfo info, Principal owner)
            throws IOException {
        xml.open("Upload");
        listing.key(xml, "Key", info.id().object().key().value());
        xml.element("UploadId", info.id().value());
        xml.principal("Initiator", info.initiator().map(Initiator::principal).orElse(owner));
        xml.principal("Owner", owner);
        xml.element("StorageClass", info.spec().storageClass().name());
        xml.element("Initiated", S3Timestamps.iso(info.initiated()));
        if (info.agreedChecksum().isPresent()) {
            xml.element(
                    "ChecksumAlgorithm", info.agreedChecksum().get().algorithm().name());
            xml.element("ChecksumType", info.agreedChecksum().get().type().name());
        }
        xml.close();
    }
}
