package io.geckos.s3.listing;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/**
 * What all listings of a bucket have in common: their parameters, and how they write entries.
 *
 * @param limit how many entries to list, at most {@value #MOST}
 * @param encoded whether keys and what is like keys are percent-encoded
 */
public record ListObjectsRequest(String prefix, Optional<String> delimiter, int limit, boolean encoded) {
    /** The most entries of a page. */
    public static final int MOST = 1000;

    /** Asks for what only archived objects have, which there are none of here. */
    static final String OPTIONAL_ATTRIBUTES = "x-amz-optional-object-attributes";

    /** Refuses any but the one S3 knows. */
    static void checkOptionalAttributes(RequestHeaders headers) {
        for (String attribute : headers.list(OPTIONAL_ATTRIBUTES)) {
            if (!attribute.equals("RestoreStatus")) {
                throw S3Exception.invalidArgument("Invalid attribute name specified", OPTIONAL_ATTRIBUTES, attribute);
            }
        }
    }

    /**
     * Reads the parameters.
     *
     * @param limitName how this listing calls the number of entries, {@code max-keys}
     */
    public static ListObjectsRequest of(QueryParameters query, String limitName) {
        Optional<String> encoding = query.get("encoding-type");
        if (encoding.isPresent() && !encoding.get().equals("url")) {
            throw S3Exception.invalidArgument(
                    "Invalid Encoding Method specified in Request", "encoding-type", encoding.get());
        }
        return new ListObjectsRequest(
                query.get("prefix").orElse(""),
                query.nonEmpty("delimiter"),
                Math.min(query.number(limitName, 0, MOST), MOST),
                encoding.isPresent());
    }

    /** What a page takes while it is sent. */
    static long memory(ListPage<ListEntry> page) {
        long memory = 0;
        for (ListEntry entry : page.items()) {
            int key = switch (entry) {
                case ListEntry.Found(ObjectSummary summary) ->
                    summary.id().key().value().length();
                case ListEntry.CommonPrefix(String rolledUp) -> rolledUp.length();
            };
            memory += ListingMemory.OF_ENTRY + 2L * key;
        }
        return memory;
    }

    /** What to ask the store. */
    public ListQuery from(ListStart from) {
        return new ListQuery(prefix, delimiter, from, limit);
    }

    /** Writes an element that holds a key, or part of one. */
    public void key(XmlWriter xml, String element, String key) throws IOException {
        xml.element(element, encoded ? PercentEncoding.encodePath(key) : key);
    }

    /** Writes an element that holds a key, or part of one, if there is one. */
    public void key(XmlWriter xml, String element, Optional<String> key) throws IOException {
        if (key.isPresent()) {
            key(xml, element, key.get());
        }
    }

    /** Writes that keys are percent-encoded, if they are. */
    public void encodingType(XmlWriter xml) throws IOException {
        if (encoded) {
            xml.element("EncodingType", "url");
        }
    }

    /** Writes keys rolled up. */
    public void commonPrefix(XmlWriter xml, String rolledUp) throws IOException {
        xml.open("CommonPrefixes");
        key(xml, "Prefix", rolledUp);
        xml.close();
    }

    /** The owners of the objects of a page. */
    static ObjectOwners owners(S3Call call, ObjectStore objects, ListPage<ListEntry> page) {
        ObjectOwners owners = new ObjectOwners(call, objects);
        for (ListEntry entry : page.items()) {
            if (entry instanceof ListEntry.Found(ObjectSummary summary)) {
                owners.lookUp(summary.id(), Version.LATEST);
            }
        }
        return owners;
    }

    /** Writes objects, then keys rolled up, as S3 orders them. */
    public void entries(XmlWriter xml, ListPage<ListEntry> page, Optional<ObjectOwners> owners) throws IOException {
        for (ListEntry entry : page.items()) {
            if (entry instanceof ListEntry.Found(ObjectSummary summary)) {
                xml.open("Contents");
                key(xml, "Key", summary.id().key().value());
                object(xml, summary);
                if (owners.isPresent()) {
                    xml.principal("Owner", owners.get().of(summary.id(), Version.LATEST));
                }
                xml.element("StorageClass", summary.storageClass().name());
                xml.close();
            }
        }
        for (ListEntry entry : page.items()) {
            if (entry instanceof ListEntry.CommonPrefix(String rolledUp)) {
                commonPrefix(xml, rolledUp);
            }
        }
    }

    /** Writes the elements of an object that follow its key. */
    static void object(XmlWriter xml, ObjectSummary summary) throws IOException {
        xml.element("LastModified", S3Timestamps.iso(summary.lastModified()));
        xml.element("ETag", summary.etag().quoted());
        for (ChecksumAlgorithm checksum : summary.checksums()) {
            xml.element("ChecksumAlgorithm", checksum.name());
        }
        if (summary.checksumType().isPresent()) {
            xml.element("ChecksumType", summary.checksumType().get().name());
        }
        xml.element("Size", summary.size());
    }
}
