package io.geckos.auth.credentials;

import io.geckos.auth.request.AuthenticationErrors;
import io.geckos.auth.request.CanonicalQuery;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.request.SignedTextEncodings;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.text.HeaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The text that a signature of Version 2 covers. Version 2 escapes nothing, so two different requests can have the same
 * text. Names and values that make this possible are refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signature Version 2</a>
 */
public final class V2StringToSign {
    private static final String AMZ = "x-amz-";
    private static final String TYPE = "content-type";
    private static final String MD5 = "content-md5";

    /** The query parameters that are signed, because they choose the operation. All others are not signed. */
    private static final Set<String> SIGNED = Set.of(
            "accelerate",
            "acl",
            "analytics",
            "cors",
            "defaultObjectAcl",
            "delete",
            "inventory",
            "lifecycle",
            "location",
            "logging",
            "metrics",
            "notification",
            "object-lock",
            "partNumber",
            "policy",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "select",
            "select-type",
            "storageClass",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    private final SignedRequest request;
    private final SignedRequestHeaders headers;
    private final CanonicalQuery query;
    private final boolean presigned;

    /** Takes the parts of a request. A presigned one may carry headers in its query. */
    public V2StringToSign(
            SignedRequest request, SignedRequestHeaders headers, CanonicalQuery query, boolean presigned) {
        this.request = request;
        this.headers = headers;
        this.query = query;
        this.presigned = presigned;
    }

    /**
     * The text to sign, in all spellings that clients use. A bucket's own address may end with a slash or not: boto3
     * signs it with one and sends it without.
     *
     * @throws AuthenticationException if another request could have the same text
     */
    public List<String> spellings(String date) {
        String head = request.method() + "\n" + header(MD5) + "\n" + header(TYPE) + "\n" + date + "\n" + amzHeaders();
        String resource = request.hostedBucket().map(bucket -> "/" + bucket).orElse("") + request.rawPath();
        List<String> texts = new ArrayList<>();
        texts.addAll(SignedTextEncodings.of(head + resource + subresources()));
        if (resource.indexOf('/', 1) < 0 && resource.length() > 1) {
            texts.addAll(SignedTextEncodings.of(head + resource + "/" + subresources()));
        }
        return texts;
    }

    /** The names of parameters that are not signed. */
    public Set<String> unsigned() {
        Set<String> names = new TreeSet<>();
        query.values().forEach((name, _) -> {
            boolean covered = SIGNED.contains(name) || V2PresignedQuery.owns(name) || (presigned && isHeader(name));
            if (!covered) {
                names.add(name);
            }
        });
        return names;
    }

    private static boolean isHeader(String parameter) {
        return parameter.toLowerCase(Locale.ROOT).startsWith(AMZ) || parameter.equals(TYPE) || parameter.equals(MD5);
    }

    private String header(String name) {
        headers.values().getOrDefault(name, List.of()).forEach(value -> requireText(name, value));
        Optional<String> value = headers.single(name);
        String moved = presigned ? query.values().getOrDefault(name, "") : "";
        requireText(name, moved);
        return value.orElse(moved);
    }

    /** Refuses a value that could end its line. */
    private static void requireText(String name, String value) {
        if (!HeaderText.isText(value)) {
            throw AuthenticationErrors.invalidArgument(
                    "What Signature Version 2 signs must have no control characters.", name, "");
        }
    }

    private static void requireHeader(String name, String value) {
        if (!HeaderText.isName(name)) {
            throw AuthenticationErrors.invalidArgument(
                    "A query parameter that stands for a header must be named as one.", name, value);
        }
        requireText(name, value);
    }

    /** Refuses a value if a part of it could be read as another signed parameter. */
    private static void requireOne(String name, String value) {
        List<String> pieces = List.of(value.split("&", -1));
        for (String piece : pieces.subList(1, pieces.size())) {
            if (SIGNED.contains(piece.split("=", 2)[0])) {
                throw AuthenticationErrors.invalidArgument(
                        "Signature Version 2 cannot tell this value from several parameters: what follows an & in it"
                                + " must not be the name of a parameter that is signed.",
                        name,
                        value);
            }
        }
    }

    private String amzHeaders() {
        Map<String, String> found = new TreeMap<>();
        if (presigned) {
            query.values().forEach((name, value) -> found.put(name.toLowerCase(Locale.ROOT), value));
        }
        headers.values()
                .forEach((name, lines) -> found.put(
                        name, String.join(",", lines.stream().map(String::strip).toList())));
        StringBuilder text = new StringBuilder();
        found.forEach((name, value) -> {
            if (name.startsWith(AMZ)) {
                requireHeader(name, value);
                text.append(name).append(':').append(value.strip()).append('\n');
            }
        });
        return text.toString();
    }

    private String subresources() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(query.values()).forEach((name, value) -> {
            if (SIGNED.contains(name)) {
                requireText(name, value);
                requireOne(name, value);
                text.append(text.isEmpty() ? '?' : '&').append(name);
                if (!value.isEmpty()) {
                    text.append('=').append(value);
                }
            }
        });
        return text.toString();
    }
}
