package io.geckos.s3.listing;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.VersionEntry;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;

/** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html">ListObjectVersions</a>. */
public final class ListObjectVersions implements S3Operation {
    private static final String VERSION_MARKER = "version-id-marker";
    private static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING
            .query("prefix", "delimiter", "max-keys", "encoding-type", "key-marker", VERSION_MARKER)
            .headers(ListObjectsRequest.OPTIONAL_ATTRIBUTES);

    private final ObjectStore objects;
    private final ListingMemory memory = new ListingMemory();

    public ListObjectVersions(ObjectStore objects) {
        this.objects = objects;
    }

    private record Request(BucketName bucket, ListObjectsRequest listing, String keyMarker, String versionMarker) {}

    @Override
    public SupportedParameters accepts() {
        return ACCEPTS;
    }

    @Override
    public S3Result answer(S3Call call) {
        ListObjectsRequest.checkOptionalAttributes(call.headers());
        Request request = new Request(
                call.bucket(),
                ListObjectsRequest.of(call.query(), "max-keys"),
                call.query().get("key-marker").orElse(""),
                call.query().get(VERSION_MARKER).orElse(""));
        long taken = memory.takeBefore(call, request.listing().limit());
        ListPage<VersionEntry> page =
                objects.listVersions(request.bucket(), request.listing().from(from(call, request)));
        memory.takeRest(call, taken, page.items().size() * ListingMemory.OF_LONG_KEY);
        ObjectOwners owners = new ObjectOwners(call, objects);
        for (VersionEntry entry : page.items()) {
            if (entry instanceof VersionEntry.Stored stored) {
                owners.lookUp(stored.summary().id(), stored.version());
            }
        }
        return S3Result.of(200).streamed(xml -> write(xml, request, page, owners));
    }

    private static ListStart from(S3Call call, Request request) {
        if (request.keyMarker().isEmpty()) {
            if (!request.versionMarker().isEmpty()) {
                throw S3Exception.invalidArgument(
                        "A version-id marker cannot be specified without a key marker.",
                        VERSION_MARKER,
                        request.versionMarker());
            }
            return ListStart.START;
        }
        return new ListStart.AfterVersion(
                request.keyMarker(), call.query().get(VERSION_MARKER).map(id -> marker(call, id)));
    }

    private static Version.Named marker(S3Call call, String id) {
        if (id.isEmpty()) {
            throw S3Exception.invalidArgument("A version-id marker cannot be empty.", VERSION_MARKER, id);
        }
        return call.version(id);
    }

    private static void write(XmlWriter xml, Request request, ListPage<VersionEntry> page, ObjectOwners owners)
            throws IOException {
        ListObjectsRequest listing = request.listing();
        xml.root("ListVersionsResult");
        xml.element("Name", request.bucket().value());
        listing.key(xml, "Prefix", listing.prefix());
        listing.key(xml, "KeyMarker", request.keyMarker());
        xml.element("VersionIdMarker", request.versionMarker());
        if (page.next().isPresent()) {
            next(xml, listing, page.items().getLast());
        }
        xml.element("MaxKeys", listing.limit());
        listing.key(xml, "Delimiter", listing.delimiter());
        listing.encodingType(xml);
        xml.element("IsTruncated", page.next().isPresent());
        for (VersionEntry entry : page.items()) {
            entry(xml, listing, entry, owners);
        }
        for (VersionEntry entry : page.items()) {
            if (entry instanceof VersionEntry.CommonPrefix(String prefix)) {
                listing.commonPrefix(xml, prefix);
            }
        }
        xml.close();
    }

    private static void next(XmlWriter xml, ListObjectsRequest listing, VersionEntry last) throws IOException {
        switch (last) {
            case VersionEntry.Stored stored -> {
                listing.key(xml, "NextKeyMarker", stored.summary().id().key().value());
                xml.element("NextVersionIdMarker", stored.version().value());
            }
            case VersionEntry.DeleteMarker marker -> {
                listing.key(xml, "NextKeyMarker", marker.id().key().value());
                xml.element("NextVersionIdMarker", marker.version().value());
            }
            case VersionEntry.CommonPrefix(String prefix) -> listing.key(xml, "NextKeyMarker", prefix);
        }
    }

    private static void entry(XmlWriter xml, ListObjectsRequest listing, VersionEntry entry, ObjectOwners owners)
            throws IOException {
        switch (entry) {
            case VersionEntry.Stored(Version.Named version, ObjectSummary summary, boolean latest) -> {
                xml.open("Version");
                listing.key(xml, "Key", summary.id().key().value());
                xml.element("VersionId", version.value());
                xml.element("IsLatest", latest);
                ListObjectsRequest.object(xml, summary);
                xml.principal("Owner", owners.of(summary.id(), version));
                xml.element("StorageClass", summary.storageClass().name());
                xml.close();
            }
            case VersionEntry.DeleteMarker marker -> {
                xml.open("DeleteMarker");
                listing.key(xml, "Key", marker.id().key().value());
                xml.element("VersionId", marker.version().value());
                xml.element("IsLatest", marker.latest());
                xml.element("LastModified", S3Timestamps.iso(marker.lastModified()));
                xml.principal("Owner", owners.ofBucket());
                xml.close();
            }
            case VersionEntry.CommonPrefix _ -> {
                // Comes behind all versions.
            }
        }
    }
}
