package io.geckos.s3.form;

import io.geckos.domain.name.ObjectId;
import io.geckos.domain.security.Authenticator;
import io.geckos.s3.body.S3RequestBody;
import io.geckos.s3.call.AuthenticatedRequest;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.object.ObjectRequestHeaders;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.wire.HeaderValue;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form by which a browser uploads a file. The fields before the file are the credentials, the key and the metadata.
 * Fields after it are ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>
 */
public final class PostObjectForm {
    /** The largest number of bytes of a form before the content of the file. */
    static final int MAX_BEFORE_FILE = 20 * 1024;

    /** The memory for reading a form: a buffer, and several copies of its fields. */
    static final int MEMORY = 16 * 1024 + 4 * MAX_BEFORE_FILE;

    /** The largest number of bytes of a form, without its file. */
    private static final long MAX_BESIDE_FILE = 1 << 20;

    private static final int MAX_BOUNDARY = 70;
    private static final String FILE = "file";
    private static final String KEY = "key";
    private static final String POLICY = "policy";

    /** The fields that have the meaning of a header in other uploads, with the name of that header. */
    private static final Map<String, String> HEADERS =
            Map.of("acl", "x-amz-acl", "x-amz-checksum-algorithm", "x-amz-sdk-checksum-algorithm");

    private static final Set<String> KEPT = Stream.concat(
                    ObjectRequestHeaders.STANDARD.stream(),
                    Stream.of(
                            "content-md5",
                            PostObject.STATUS,
                            PostObject.REDIRECT,
                            PostObject.OLD_REDIRECT,
                            PostObject.TAGGING))
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, String> fields;
    private final InputStream file;

    private PostObjectForm(Map<String, String> fields, InputStream file) {
        this.fields = fields;
        this.file = file;
    }

    /**
     * Reads the form in the body of {@code call} up to its file, and verifies its signature and its policy.
     *
     * @return a call with the signer of the form as caller, the form's key as target, its fields as headers and its
     *     file as body
     * @throws S3Exception if the body is not a form, or the policy does not allow it
     */
    public static S3Call open(S3Call call, Authenticator authenticator) {
        PostObjectForm form = read(call);
        AuthenticatedRequest signer = call.caller().byForm(authenticator, form.fields);
        ContentLengthRange sizes = form.sizes(call);
        RequestHeaders headers = RequestHeaders.of(form.headers());
        ObjectId target = new ObjectId(call.bucket(), RequestTarget.objectKey(form.fields.getOrDefault(KEY, "")));
        return call.of(signer.reading(sizes.enforcedOn(form.file)), new RequestTarget.OfObject(target), headers);
    }

    private static PostObjectForm read(S3Call call) {
        call.takeMemory(MEMORY);
        MultipartFormReader reader = new MultipartFormReader(body(call), boundary(call.headers()), MAX_BEFORE_FILE);
        Map<String, String> fields = new LinkedHashMap<>();
        for (Optional<FormPart> part = reader.next(); part.isPresent(); part = reader.next()) {
            String name = part.get().name();
            if (name.equals(FILE)) {
                part.get().filename().ifPresent(filename -> expand(fields, filename));
                requireKey(fields);
                return new PostObjectForm(fields, reader.stream());
            }
            if (fields.put(name, reader.text()) != null) {
                throw S3Exception.invalidArgument("A field of the form was given more than once.", name, "");
            }
        }
        throw S3Exception.invalidArgument("POST requires exactly one file upload per request.", FILE, "0");
    }

    private static String boundary(RequestHeaders headers) {
        HeaderValue type = headers.get("content-type")
                .flatMap(HeaderValue::parse)
                .filter(it -> it.value().equals("multipart/form-data"))
                .orElseThrow(() -> new S3Exception(S3Error.PreconditionFailed)
                        .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data"));
        return type.parameter("boundary")
                .filter(it -> !it.isEmpty() && it.length() <= MAX_BOUNDARY)
                .orElseThrow(() -> new S3Exception(S3Error.MalformedPOSTRequest));
    }

    private static InputStream body(S3Call call) {
        if (call.headers().has("content-md5")) {
            throw S3Exception.notImplemented("Content-MD5");
        }
        long length = call.body().length();
        if (length > S3RequestBody.MAX_UPLOAD + MAX_BESIDE_FILE) {
            throw S3RequestBody.tooLarge(length);
        }
        return call.body().stream();
    }

    private static void expand(Map<String, String> fields, String filename) {
        fields.replaceAll((name, value) -> name.equals(POLICY) ? value : value.replace("${filename}", filename));
    }

    private static void requireKey(Map<String, String> fields) {
        String key = fields.get(KEY);
        if (key == null) {
            throw S3Exception.invalidArgument(
                    "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the"
                            + " fields.",
                    KEY,
                    "");
        }
        if (key.isEmpty()) {
            throw S3Exception.invalidArgument("User key must have a length greater than 0.", KEY, "");
        }
    }

    /** Checks the policy, and answers the size that it allows for the file. */
    private ContentLengthRange sizes(S3Call call) {
        String policy = fields.get(POLICY);
        if (policy == null) {
            return ContentLengthRange.ANY;
        }
        PostPolicy parsed = PostPolicy.parse(policy);
        Map<String, String> subject = new HashMap<>(fields);
        subject.put("bucket", call.bucket().value());
        parsed.check(subject, Instant.now());
        return parsed.sizes();
    }

    /** The fields that have a meaning in S3, by the names of the headers. */
    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        fields.forEach((name, value) -> {
            String header = HEADERS.getOrDefault(name, name);
            if (header.startsWith("x-amz-") || KEPT.contains(header)) {
                headers.put(header, value);
            }
        });
        return headers;
    }
}
