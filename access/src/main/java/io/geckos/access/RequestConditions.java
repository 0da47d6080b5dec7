package io.geckos.access;

import io.geckos.access.condition.ConditionKey;
import io.geckos.access.condition.ConditionValues;
import io.geckos.access.policy.PolicySubject;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.text.Iso8601;
import io.geckos.domain.text.PercentEncoding;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The values of condition keys for a request to S3. Each is found out when a statement asks for it. */
final class RequestConditions implements ConditionValues {
    private static final String SIGNATURE_V4 = "AWS4-HMAC-SHA256";

    /** Whether the operations that need the permission to put an object make one; uploads in parts make theirs at their end. */
    private static final Map<String, String> CREATIONS = Map.of(
            "PutObject", "true",
            "CopyObject", "true",
            "RenameObject", "true",
            "PostObject", "true",
            "CompleteMultipartUpload", "true",
            "CreateMultipartUpload", "false",
            "UploadPart", "false",
            "UploadPartCopy", "false");

    private final PolicySubject subject;
    private final AccessRequest.Context context;
    private final String owner;
    private final Clock clock;

    /** The values for a caller and a request. {@code owner} is the number of the account that owns the resource. */
    RequestConditions(PolicySubject subject, AccessRequest.Context context, String owner, Clock clock) {
        this.subject = subject;
        this.context = context;
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public List<String> of(ConditionKey key) {
        return switch (key.name().origin()) {
            case HEADER -> list(context.header(key.name().field()));
            case QUERY -> list(context.query(key.name().field()));
            case SERVER ->
                key.name() == ConditionKey.Name.REQUEST_TAG_KEYS
                        ? List.copyOf(requestTags().keySet())
                        : list(known(key));
        };
    }

    private static List<String> list(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }

    private Optional<String> known(ConditionKey key) {
        return switch (key.name()) {
            case CURRENT_TIME -> Optional.of(clock.instant().toString());
            case EPOCH_TIME -> Optional.of(String.valueOf(clock.instant().getEpochSecond()));
            case PRINCIPAL_ACCOUNT -> present(subject.account());
            case PRINCIPAL_ARN ->
                present(
                        subject.type() == PolicySubject.Type.ROLE
                                ? subject.issuer().arn()
                                : subject.arn());
            case PRINCIPAL_TYPE -> Optional.of(subject.type().text());
            case USER_ID -> present(subject.userId());
            case USER_NAME -> present(subject.userName());
            case RESOURCE_ACCOUNT, OWNER_ACCOUNT -> present(owner);
            case SECURE_TRANSPORT -> Optional.of(String.valueOf(context.secureTransport()));
            case SOURCE_IP -> present(context.sourceAddress());
            case AUTHENTICATION_TYPE -> authenticationType();
            case OBJECT_CREATION -> Optional.ofNullable(CREATIONS.get(context.operation()));
            case SIGNATURE_VERSION -> signatureVersion();
            case SIGNATURE_AGE -> signatureAge();
            case TLS_VERSION -> context.tlsVersion();
            case EXISTING_TAG -> Optional.ofNullable(context.objectTags().get(key.tag()));
            case REQUEST_TAG -> Optional.ofNullable(requestTags().get(key.tag()));
            case REMAINING_RETENTION -> remainingRetention();
            case EXTERNAL_ID -> context.externalId();
            default -> throw new IllegalStateException("no value for " + key);
        };
    }

    private static Optional<String> present(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private Optional<String> authenticationType() {
        if (subject.isAnonymous()) {
            return Optional.empty();
        }
        boolean form = context.header("x-amz-algorithm").isPresent()
                || context.header("x-amz-signature").isPresent();
        boolean query = context.query("X-Amz-Signature").isPresent()
                || context.query("Signature").isPresent();
        return Optional.of(form ? "POST" : query ? "REST-QUERY-STRING" : "REST-HEADER");
    }

    private Optional<String> signatureVersion() {
        if (subject.isAnonymous()) {
            return Optional.empty();
        }
        boolean second = context.header("authorization").orElse("").startsWith("AWS ")
                || context.query("Signature").isPresent();
        return Optional.of(second ? "AWS" : SIGNATURE_V4);
    }

    /** The milliseconds since a presigned request was signed. */
    private Optional<String> signatureAge() {
        return context.query("X-Amz-Date")
                .flatMap(Iso8601::parseBasic)
                .map(signed ->
                        String.valueOf(Duration.between(signed, clock.instant()).toMillis()));
    }

    /** The days until the retention that the request asks for would end; a day that has begun counts. */
    private Optional<String> remainingRetention() {
        return context.header("x-amz-object-lock-retain-until-date")
                .flatMap(Iso8601::parse)
                .map(until -> Duration.between(clock.instant(), until).toSeconds())
                .map(rest ->
                        String.valueOf(Math.ceilDiv(rest, Duration.ofDays(1).toSeconds())));
    }

    private Map<String, String> requestTags() {
        Map<String, String> tags = new LinkedHashMap<>();
        try {
            Stream.of(context.header("x-amz-tagging").orElse("").split("&", -1))
                    .filter(pair -> !pair.isEmpty())
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair -> tags.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1])));
            return tags;
        } catch (IllegalArgumentException _) {
            // The operation refuses the header.
            return Map.of();
        }
    }

    private static String decoded(String text) {
        return PercentEncoding.decode(text, true).orElseThrow(() -> new IllegalArgumentException(text));
    }
}
