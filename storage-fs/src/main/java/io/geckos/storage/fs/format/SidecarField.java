package io.geckos.storage.fs.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of fields in sidecars, in part files and in other documents of the engine. */
public final class SidecarField {
    /** The version of the format. Only documents of this engine have it, not those of the original geckos3. */
    public static final String FORMAT_VERSION = "geckos3";

    /** The only version of the format so far. */
    public static final int CURRENT_VERSION = 1;

    static final String SIZE = "size";
    static final String LAST_MODIFIED = "lastModified";
    static final String ETAG = "etag";
    static final String CUSTOM_METADATA = "customMetadata";

    /** The headers that the original geckos3 keeps, with the field of each. */
    static final Map<String, String> HEADER_FIELDS = headerFields();

    /** All other headers. */
    static final String HEADERS = "headers";

    static final String TAGS = "tags";

    /** The storage class, if it is not STANDARD. */
    static final String STORAGE_CLASS = "storageClass";

    static final String CHECKSUMS = "checksums";

    /** The MD5 of all bytes, if it follows neither from the ETag nor from the parts. */
    static final String MD5 = "md5";

    static final String UPLOAD_ID = "uploadId";

    /** The modification time of the data file, in nanoseconds since 1970. */
    static final String MODIFIED = "fileModified";

    /** When a version was made, in nanoseconds since 1970: newer ones of its key have greater numbers. */
    static final String ORDER = "order";

    static final String VERSION_ID = "versionId";
    static final String RETAIN_MODE = "retainMode";
    static final String RETAIN_UNTIL = "retainUntil";
    static final String LEGAL_HOLD = "legalHold";

    /** The access control list, if there is one, in the form of the domain. */
    static final String ACL = "acl";

    /** The kind of the seal, if the object has one. */
    static final String SEAL_KIND = "sealKind";

    /** The fields of the seal. */
    static final String SEAL = "seal";

    /** The size of a sealed object as the client sent it, in bytes. */
    static final String PLAIN_SIZE = "plainSize";

    /** The stored size of a sealed part, in bytes. */
    static final String STORED_SIZE = "storedSize";

    /** The CRC32C of the stored bytes of a sealed object or part. */
    static final String STORED_CRC32C = "storedCrc32c";

    static final String PREVIOUS = "previous";
    static final String PARTS = "parts";
    static final String NUMBER = "number";

    private SidecarField() {}

    private static Map<String, String> headerFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("content-type", "contentType");
        fields.put("content-encoding", "contentEncoding");
        fields.put("content-disposition", "contentDisposition");
        fields.put("cache-control", "cacheControl");
        return fields;
    }
}
