package io.geckos.s3.form;

import io.geckos.domain.ObjectInfo;
import io.geckos.domain.ObjectSpec;
import io.geckos.domain.ObjectStore;
import io.geckos.domain.WriteCondition;
import io.geckos.s3.call.Accepts;
import io.geckos.s3.call.Answer;
import io.geckos.s3.call.Call;
import io.geckos.s3.call.Operation;
import io.geckos.s3.object.ObjectAnswers;
import io.geckos.s3.object.ObjectHeaders;
import io.geckos.s3.object.TagTarget;
import io.geckos.s3.object.Tags;
import io.geckos.s3.wire.Headers;
import io.geckos.s3.wire.PercentEncoding;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlReader;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>, an upload by a
 * browser's form, as {@link PostForm} read it.
 */
public final class PostObject implements Operation {
    static final String STATUS = "success_action_status";
    static final String REDIRECT = "success_action_redirect";
    static final String OLD_REDIRECT = "redirect";
    static final String TAGGING = "tagging";

    /** The fields of a form that are headers elsewhere. */
    static final Accepts FIELDS = ObjectHeaders.ACCEPTS.and(Accepts.CHECKSUMS);

    private static final Pattern URL = Pattern.compile("(?i)https?://[!-~]+");

    private final ObjectStore objects;

    public PostObject(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Accepts accepts() {
        return Accepts.NOTHING;
    }

    @Override
    public Answer answer(Call call) {
        FIELDS.checkHeaders(call.action(), "POST", call.headers());
        ObjectInfo info =
                objects.put(call.object(), spec(call), call.uploadOfUnknownLength(Set.of()), WriteCondition.ALWAYS);
        Headers fields = call.headers();
        Optional<String> redirect = fields.get(REDIRECT)
                .or(() -> fields.get(OLD_REDIRECT))
                .filter(url -> URL.matcher(url).matches());
        Answer answer = redirect.isPresent()
                ? Answer.of(303).header("Location", redirected(redirect.get(), call, info))
                : created(fields.get(STATUS).orElse(""), call, info);
        return ObjectAnswers.written(answer, info);
    }

    /** Tags come as a document here, not as a header has them. */
    private static ObjectSpec spec(Call call) {
        Headers fields = call.headers();
        if (fields.has(Tags.HEADER)) {
            throw S3Exception.notImplemented(Tags.HEADER);
        }
        ObjectSpec spec = ObjectHeaders.spec(call);
        return fields.get(TAGGING)
                .map(document -> spec.withTags(XmlReader.readText(document, Tags.parser(TagTarget.OBJECT))))
                .orElse(spec);
    }

    private static Answer created(String status, Call call, ObjectInfo info) {
        String location = location(call);
        Answer answer = switch (status) {
            case "200" -> Answer.of(200);
            case "201" ->
                Answer.of(201)
                        .document(xml -> xml.open("PostResponse")
                                .element("Location", location)
                                .element("Bucket", call.bucket().value())
                                .element("Key", call.object().key().value())
                                .element("ETag", info.etag().quoted())
                                .close());
            default -> Answer.of(204);
        };
        return answer.header("Location", location);
    }

    /** Where the object can be read, by the host and in the style it was written. */
    private static String location(Call call) {
        String bucket = call.url();
        return bucket
                + (bucket.endsWith("/") ? "" : "/")
                + PercentEncoding.encodeAll(call.object().key().value());
    }

    private static String redirected(String url, Call call, ObjectInfo info) {
        return url + (url.contains("?") ? "&" : "?")
                + "bucket=" + call.bucket()
                + "&key=" + PercentEncoding.encodeAll(call.object().key().value())
                + "&etag=" + PercentEncoding.encodeAll(info.etag().quoted());
    }
}
