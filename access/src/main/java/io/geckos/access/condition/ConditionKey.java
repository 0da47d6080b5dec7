package io.geckos.access.condition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A fact about a request that conditions and variables of policies may name.
 *
 * @param name which fact
 * @param tag the key of a tag, for facts that need one; otherwise empty
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Condition keys of
 *     S3</a>
 */
public record ConditionKey(Name name, String tag) {
    /** Where the value of a key comes from. */
    public enum Origin {
        /** A header of the request. */
        HEADER,
        /** A parameter of the query. */
        QUERY,
        /** Found out by the server. */
        SERVER
    }

    /** The names of keys. A name that ends in a slash is followed by the key of a tag. */
    public enum Name {
        CURRENT_TIME("aws:CurrentTime"),
        EPOCH_TIME("aws:EpochTime"),
        PRINCIPAL_ACCOUNT("aws:PrincipalAccount"),
        PRINCIPAL_ARN("aws:PrincipalArn"),
        PRINCIPAL_TYPE("aws:PrincipalType"),
        REFERER("aws:Referer", Origin.HEADER, "referer"),
        RESOURCE_ACCOUNT("aws:ResourceAccount"),
        SECURE_TRANSPORT("aws:SecureTransport"),
        SOURCE_IP("aws:SourceIp"),
        USER_AGENT("aws:UserAgent", Origin.HEADER, "user-agent"),
        USER_ID("aws:userid"),
        USER_NAME("aws:username"),
        AUTHENTICATION_TYPE("s3:authType"),
        OBJECT_CREATION("s3:ObjectCreationOperation"),
        SIGNATURE_AGE("s3:signatureAge"),
        SIGNATURE_VERSION("s3:signatureversion"),
        OWNER_ACCOUNT("s3:ResourceAccount"),
        TLS_VERSION("s3:TlsVersion"),
        EXISTING_TAG("s3:ExistingObjectTag/"),
        REQUEST_TAG("s3:RequestObjectTag/"),
        REQUEST_TAG_KEYS("s3:RequestObjectTagKeys"),
        REMAINING_RETENTION("s3:object-lock-remaining-retention-days"),
        DELIMITER("s3:delimiter", Origin.QUERY, "delimiter"),
        MAX_KEYS("s3:max-keys", Origin.QUERY, "max-keys"),
        PREFIX("s3:prefix", Origin.QUERY, "prefix"),
        VERSION_ID("s3:VersionId", Origin.QUERY, "versionId"),
        IF_MATCH("s3:if-match", Origin.HEADER, "if-match"),
        IF_NONE_MATCH("s3:if-none-match", Origin.HEADER, "if-none-match"),
        LEGAL_HOLD("s3:object-lock-legal-hold", Origin.HEADER, "x-amz-object-lock-legal-hold"),
        LOCK_MODE("s3:object-lock-mode", Origin.HEADER, "x-amz-object-lock-mode"),
        RETAIN_UNTIL("s3:object-lock-retain-until-date", Origin.HEADER, "x-amz-object-lock-retain-until-date"),
        ACL("s3:x-amz-acl", Origin.HEADER, "x-amz-acl"),
        CONTENT_SHA256("s3:x-amz-content-sha256", Origin.HEADER, "x-amz-content-sha256"),
        COPY_SOURCE("s3:x-amz-copy-source", Origin.HEADER, "x-amz-copy-source"),
        GRANT_FULL_CONTROL("s3:x-amz-grant-full-control", Origin.HEADER, "x-amz-grant-full-control"),
        GRANT_READ("s3:x-amz-grant-read", Origin.HEADER, "x-amz-grant-read"),
        GRANT_READ_ACP("s3:x-amz-grant-read-acp", Origin.HEADER, "x-amz-grant-read-acp"),
        GRANT_WRITE("s3:x-amz-grant-write", Origin.HEADER, "x-amz-grant-write"),
        GRANT_WRITE_ACP("s3:x-amz-grant-write-acp", Origin.HEADER, "x-amz-grant-write-acp"),
        METADATA_DIRECTIVE("s3:x-amz-metadata-directive", Origin.HEADER, "x-amz-metadata-directive"),
        OBJECT_OWNERSHIP("s3:x-amz-object-ownership", Origin.HEADER, "x-amz-object-ownership"),
        ENCRYPTION("s3:x-amz-server-side-encryption", Origin.HEADER, "x-amz-server-side-encryption"),
        ENCRYPTION_KEY(
                "s3:x-amz-server-side-encryption-aws-kms-key-id",
                Origin.HEADER,
                "x-amz-server-side-encryption-aws-kms-key-id"),
        CUSTOMER_ALGORITHM(
                "s3:x-amz-server-side-encryption-customer-algorithm",
                Origin.HEADER,
                "x-amz-server-side-encryption-customer-algorithm"),
        STORAGE_CLASS("s3:x-amz-storage-class", Origin.HEADER, "x-amz-storage-class"),
        EXTERNAL_ID("sts:ExternalId");

        private final String text;
        private final Origin origin;
        private final String field;

        Name(String text) {
            this(text, Origin.SERVER, "");
        }

        Name(String text, Origin origin, String field) {
            this.text = text;
            this.origin = origin;
            this.field = field;
        }

        /** The name as policies write it; upper and lower case do not matter there. */
        public String text() {
            return text;
        }

        /** Where the value comes from. */
        public Origin origin() {
            return origin;
        }

        /** The header or parameter that has the value; empty for {@link Origin#SERVER}. */
        public String field() {
            return field;
        }

        private boolean isOfTag() {
            return text.endsWith("/");
        }

        private boolean isOf(String key) {
            return isOfTag()
                    ? key.length() > text.length() && key.regionMatches(true, 0, text, 0, text.length())
                    : key.equalsIgnoreCase(text);
        }
    }

    /** The keys that are no tags, by their names in lower case. Variables of policies are parsed for each request. */
    private static final Map<String, ConditionKey> WHOLE = Arrays.stream(Name.values())
            .filter(name -> !name.isOfTag())
            .collect(Collectors.toUnmodifiableMap(
                    name -> name.text.toLowerCase(Locale.ROOT), name -> new ConditionKey(name, "")));

    /** Parses a key; empty if there is none of that name. */
    public static Optional<ConditionKey> parse(String text) {
        ConditionKey whole = WHOLE.get(text.toLowerCase(Locale.ROOT));
        return whole != null ? Optional.of(whole) : parseTag(text);
    }

    private static Optional<ConditionKey> parseTag(String text) {
        return Arrays.stream(Name.values())
                .filter(name -> name.isOf(text))
                .findFirst()
                .map(name -> new ConditionKey(name, name.isOfTag() ? text.substring(name.text.length()) : ""));
    }

    /** Tells whether a request has at most one value of this key, so that it may be a variable. */
    public boolean isSingle() {
        return name != Name.REQUEST_TAG_KEYS;
    }

    @Override
    public String toString() {
        return name.text + tag;
    }
}
