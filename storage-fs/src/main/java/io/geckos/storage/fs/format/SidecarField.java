package io.geckos.storage.fs.format;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of fields in sidecars and other documents of the engine. */
public final class SidecarField {
    /** Says that this engine wrote a document, and in which version of its form. */
    public static final String MARKER = "geckos3";

    /** The only version there is. */
    public static final int VERSION = 1;

    static final String SIZE = "size";
    static final String LAST_MODIFIED = "lastModified";
    static final String ETAG = "etag";
    static final String CUSTOM_METADATA = "customMetadata";

    /** Headers the original geckos3 keeps, each in a field of its own. */
    static final Map<String, String> SEED_HEADERS = seedHeaders();

    /** All other headers. */
    static final String HEADERS = "headers";

    static final String TAGS = "tags";

    /** The storage class, where it is not STANDARD. */
    static final String STORAGE_CLASS = "storageClass";

    static final String CHECKSUMS = "checksums";

    /** The MD5 of all bytes, where neither tag nor parts tell it. */
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

    /** The access control list, where there is one, in the form of the domain. */
    static final String ACL = "acl";

    /** The kind of a seal, where the object has one. */
    static final String SEAL_KIND = "sealKind";

    /** The fields of the seal. */
    static final String SEAL = "seal";

    /** How many bytes the client sent, where the object is sealed. */
    static final String PLAIN_SIZE = "plainSize";

    /** How many bytes of its file a sealed part has. */
    static final String STORED_SIZE = "storedSize";

    /** The CRC32C of the file, or of the bytes of the part in it, where it is sealed. */
    static final String STORED_CRC32C = "storedCrc32c";

    static final String PREVIOUS = "previous";
    static final String PARTS = "parts";
    static final String NUMBER = "number";

    private SidecarField() {}

    private static Map<String, String> seedHeaders() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("content-type", "contentType");
        fields.put("content-encoding", "contentEncoding");
        fields.put("content-disposition", "contentDisposition");
        fields.put("cache-control", "cacheControl");
        return fields;
    }
}
