package io.geckos.s3.multipart;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectPart;
import io.geckos.s3.call.BucketOwnership;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.listing.ListObjectsRequest;
import io.geckos.s3.listing.ListingMemory;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">ListParts</a>. */
public final class ListParts implements S3Operation {
    private static final SupportedParameters ACCEPTS = EncryptionHeaders.READS.query("max-parts", "part-number-marker");

    private final MultipartStore uploads;
    private final Encryption encryption;

    public ListParts(MultipartStore uploads, Encryption encryption) {
        this.uploads = uploads;
        this.encryption = encryption;
    }

    private record Request(UploadId upload, int after, int limit) {}

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        Request request = new Request(
                call.uploadId(),
                call.query().number("part-number-marker", 0, 0),
                Math.min(call.query().number("max-parts", 0, ListObjectsRequest.MOST), ListObjectsRequest.MOST));
        UploadInfo info = uploads.get(request.upload());
        encryption.checkKey(call, info);
        Principal owner = BucketOwnership.of(call).ownerOf(info.spec());
        ListPage<ObjectPart> page = uploads.listParts(request.upload(), request.after(), request.limit());
        call.takeMemory(page.items().size() * ListingMemory.OF_ENTRY);
        return S3Result.of(200).upload(info).streamed(xml -> write(xml, request, info, page, owner));
    }

    private static void write(
            XmlWriter xml, Request request, UploadInfo info, ListPage<ObjectPart> page, Principal owner)
            throws IOException {
        xml.root("ListPartsResult");
        xml.element("Bucket", request.upload().object().bucket().value());
        xml.element("Key", request.upload().object().key().value());
        xml.element("UploadId", request.upload().value());
        xml.principal("Initiator", info.initiator().map(Initiator::principal).orElse(owner));
        xml.open("Owner").element("ID", owner.id()).close();
        xml.element("StorageClass", info.spec().storageClass().name());
        xml.element("PartNumberMarker", request.after());
        xml.element(
                "NextPartNumberMarker",
                page.items().isEmpty() ? 0 : page.items().getLast().number());
        xml.element("MaxParts", request.limit());
        xml.element("IsTruncated", page.next().isPresent());
        if (info.agreedChecksum().isPresent()) {
            xml.element(
                    "ChecksumAlgorithm", info.agreedChecksum().get().algorithm().name());
            xml.element("ChecksumType", info.agreedChecksum().get().type().name());
        }
        for (ObjectPart part : page.items()) {
            xml.open("Part");
            xml.element("PartNumber", part.number());
            xml.element("LastModified", S3Timestamps.iso(part.lastModified()));
            xml.element("ETag", part.etag().quoted());
            xml.element("Size", part.size());
            if (info.agreedChecksum().isPresent()) {
                xml.checksumValues(part.checksums());
            }
            xml.close();
        }
        xml.close();
    }
}
