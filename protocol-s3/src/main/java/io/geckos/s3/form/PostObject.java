package io.geckos.s3.form;

import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.text.PercentEncoding;
import io.geckos.s3.body.RequestBodyUpload;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Operation;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.Encryption;
import io.geckos.s3.encryption.EncryptionKey;
import io.geckos.s3.object.ObjectRequestHeaders;
import io.geckos.s3.object.ObjectResponseHeaders;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.tagging.TagSet;
import io.geckos.s3.tagging.TagTarget;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Exception;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>, an upload by a
 * browser's form, as {@link PostObjectForm} read it.
 */
public final class PostObject implements S3Operation {
    static final String STATUS = "success_action_status";
    static final String REDIRECT = "success_action_redirect";
    static final String OLD_REDIRECT = "redirect";
    static final String TAGGING = "tagging";

    /** The fields of a form that are headers elsewhere. */
    public static final SupportedParameters FIELDS = ObjectRequestHeaders.ACCEPTS.and(SupportedParameters.CHECKSUMS);

    private static final Pattern URL = Pattern.compile("(?i)https?://[!-~]+");

    private final Encryption encryption;
    private final SupportedParameters fields;

    /** Takes {@code fields}, named as headers are. */
    public PostObject(Encryption encryption, SupportedParameters fields) {
        this.encryption = encryption;
        this.fields = fields;
    }

    @Override
    public SupportedParameters accepts() {
        return SupportedParameters.NOTHING;
    }

    @Override
    public Map<String, String> headersForPolicy(S3Call call) {
        return tags(call)
                .map(tags -> Map.of(TagSet.HEADER, TagSet.header(tags)))
                .orElse(Map.of());
    }

    @Override
    public S3Result answer(S3Call call) {
        fields.checkHeaders(call.action(), "POST", call.headers());
        Optional<EncryptionKey> key = encryption.keyFor(call);
        RequestBodyUpload upload = call.body().uploadWithoutLengthCheck(Set.of());
        upload.addDefaultChecksum(call.defaultChecksum());
        ObjectInfo info = encryption.put(call, spec(call), upload, key, WriteCondition.ALWAYS);
        RequestHeaders given = call.headers();
        Optional<String> redirect = given.get(REDIRECT)
                .or(() -> given.get(OLD_REDIRECT))
                .filter(url -> URL.matcher(url).matches());
        S3Result answer = redirect.isPresent()
                ? S3Result.of(303).header("Location", redirected(redirect.get(), call, info))
                : created(given.get(STATUS).orElse(""), call, info);
        return ObjectResponseHeaders.written(answer, call, info);
    }

    /** The tags of a form are an XML document, not a header value. */
    private static ObjectSpec spec(S3Call call) {
        RequestHeaders given = call.headers();
        if (given.has(TagSet.HEADER)) {
            throw S3Exception.notImplemented(TagSet.HEADER);
        }
        ObjectSpec spec = ObjectRequestHeaders.spec(call);
        Optional<Map<String, String>> tags = tags(call);
        if (tags.isPresent()) {
            call.access().authorise(S3Action.PUT_OBJECT_TAGGING, call.target());
        }
        return tags.map(spec::withTags).orElse(spec);
    }

    private static Optional<Map<String, String>> tags(S3Call call) {
        return call.headers()
                .get(TAGGING)
                .map(document -> TagSet.codec(TagTarget.OBJECT).read(document));
    }

    private static S3Result created(String status, S3Call call, ObjectInfo info) {
        String location = location(call);
        S3Result answer = switch (status) {
            case "200" -> S3Result.of(200);
            case "201" ->
                S3Result.of(201)
                        .document(xml -> xml.open("PostResponse")
                                .element("Location", location)
                                .element("Bucket", call.bucket().value())
                                .element("Key", call.object().key().value())
                                .element("ETag", info.etag().quoted())
                                .close());
            default -> S3Result.of(204);
        };
        return answer.header("Location", location);
    }

    /** The URL of the new object, with the host and the addressing style of the request. */
    private static String location(S3Call call) {
        String bucket = call.url();
        return bucket
                + (bucket.endsWith("/") ? "" : "/")
                + PercentEncoding.encode(call.object().key().value());
    }

    private static String redirected(String url, S3Call call, ObjectInfo info) {
        return url + (url.contains("?") ? "&" : "?")
                + "bucket=" + call.bucket()
                + "&key=" + PercentEncoding.encode(call.object().key().value())
                + "&etag=" + PercentEncoding.encode(info.etag().quoted());
    }
}
