package io.geckos.s3.multipart;

import io.geckos.domain.MultipartStore;
import io.geckos.domain.Page;
import io.geckos.domain.Part;
import io.geckos.domain.UploadId;
import io.geckos.domain.UploadInfo;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.listing.Listing;
import io.geckos.s3.listing.PageMemory;
import io.geckos.s3.wire.Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html">ListParts</a>. */
public final class ListParts implements Operation {
    private static final Accepts ACCEPTS = Accepts.NOTHING.query("max-parts", "part-number-marker");

    private final MultipartStore uploads;
    private final S3Settings settings;

    public ListParts(MultipartStore uploads, S3Settings settings) {
        this.uploads = uploads;
        this.settings = settings;
    }

    private record Request(UploadId upload, int after, int limit) {}

    @Override
    public Accepts accepts() {
        return ACCEPTS;
    }

    @Override
    public Answer answer(Call call) {
        Request request = new Request(
                call.uploadId(),
                call.query().number("part-number-marker", 0, 0),
                Math.min(call.query().number("max-parts", 0, Listing.MOST), Listing.MOST));
        UploadInfo info = uploads.get(request.upload());
        Page<Part> page = uploads.listParts(request.upload(), request.after(), request.limit());
        call.takeMemory(page.items().size() * PageMemory.OF_ENTRY);
        return Answer.of(200).streamed(xml -> write(xml, request, info, page));
    }

    private void write(XmlWriter xml, Request request, UploadInfo info, Page<Part> page) throws IOException {
        xml.root("ListPartsResult");
        xml.element("Bucket", request.upload().object().bucket().value());
        xml.element("Key", request.upload().object().key().value());
        xml.element("UploadId", request.upload().value());
        xml.principal("Initiator", settings.owner());
        xml.open("Owner").element("ID", settings.owner().id()).close();
        xml.element("StorageClass", info.spec().storageClass().name());
        xml.element("PartNumberMarker", request.after());
        xml.element(
                "NextPartNumberMarker",
                page.items().isEmpty() ? 0 : page.items().getLast().number());
        xml.element("MaxParts", request.limit());
        xml.element("IsTruncated", page.next().isPresent());
        if (info.checksum().isPresent()) {
            xml.element("ChecksumAlgorithm", info.checksum().get().algorithm().name());
            xml.element("ChecksumType", info.checksum().get().type().name());
        }
        for (Part part : page.items()) {
            xml.open("Part");
            xml.element("PartNumber", part.number());
            xml.element("LastModified", Timestamps.iso(part.lastModified()));
            xml.element("ETag", part.etag().quoted());
            xml.element("Size", part.size());
            if (info.checksum().isPresent()) {
                xml.checksumValues(part.checksums());
            }
            xml.close();
        }
        xml.close();
    }
}
