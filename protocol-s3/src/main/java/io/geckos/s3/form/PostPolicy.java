package io.geckos.s3.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a browser's form: the uploads that the signer of the form allows. A condition must allow every field of
 * the form, except the few that carry the policy itself or a digest of the file.
 *
 * @param sizes the allowed sizes of the file
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST policy</a>
 */
record PostPolicy(Instant expiration, List<PostPolicyCondition> conditions, ContentLengthRange sizes) {
    private static final String EXPIRATION = "expiration";
    private static final String CONDITIONS = "conditions";
    private static final String RANGE = "content-length-range";
    /**
     * The fields of the policy and its signature, in both versions, which need no condition. Version 2 matters only for
     * servers that ask for no signature.
     */
    private static final Set<String> FREE = Set.of("policy", "x-amz-signature", "awsaccesskeyid", "signature", "file");

    private static final List<String> FREE_PREFIXES = List.of("x-ignore-", "x-amz-checksum-");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /**
     * Parses the policy field of a form.
     *
     * @throws S3Exception {@link S3Error#InvalidPolicyDocument} if it is malformed
     */
    static PostPolicy parse(String base64) {
        JsonObject document = document(unescaped(decoded(base64)));
        for (String member : document.keySet()) {
            if (!member.equals(EXPIRATION) && !member.equals(CONDITIONS)) {
                throw invalid("Unexpected: \"" + member + "\"");
            }
        }
        Instant expiration = expiration(document.get(EXPIRATION));
        List<PostPolicyCondition> conditions = new ArrayList<>();
        ContentLengthRange sizes = ContentLengthRange.ANY;
        for (JsonValue value : conditions(document.get(CONDITIONS))) {
            if (value instanceof JsonObject simple) {
                conditions.add(PostPolicyCondition.of(simple));
                continue;
            }
            if (!(value instanceof JsonArray condition)) {
                throw invalid("Invalid condition test: must be a List or Object.");
            }
            String operation = operation(condition);
            switch (operation) {
                case RANGE -> sizes = sizes.and(range(condition));
                case "eq", "starts-with" -> conditions.add(PostPolicyCondition.of(operation, condition));
                default -> throw invalid("Invalid Condition: unknown operation '" + operation + "'.");
            }
        }
        return new PostPolicy(expiration, conditions, sizes);
    }

    /**
     * Checks a form against the policy.
     *
     * @param fields the fields by lower-case name, and {@code bucket}
     * @throws S3Exception {@link S3Error#AccessDenied} if the policy has expired or does not allow the form
     */
    void check(Map<String, String> fields, Instant now) {
        if (!now.isBefore(expiration)) {
            throw denied("Policy expired.");
        }
        conditions.forEach(condition -> condition.check(fields));
        Set<String> covered =
                conditions.stream().map(PostPolicyCondition::field).collect(Collectors.toSet());
        Set<String> extra = new HashSet<>(fields.keySet());
        extra.removeIf(name -> covered.contains(name)
                || FREE.contains(name)
                || FREE_PREFIXES.stream().anyMatch(name::startsWith));
        if (!extra.isEmpty()) {
            throw denied("Extra input fields: " + extra.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    private static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException _) {
            throw invalid("invalid Base64 encoding.");
        } catch (CharacterCodingException _) {
            throw invalid("Invalid JSON.");
        }
    }

    /** S3 lets a policy write {@code \$} for a dollar sign; JSON does not. */
    private static String unescaped(String json) {
        StringBuilder plain = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && i + 1 < json.length()) {
                i++;
                if (json.charAt(i) != '$') {
                    plain.append(c);
                }
            }
            plain.append(json.charAt(i));
        }
        return plain.toString();
    }

    private static JsonObject document(String json) {
        try (JsonParser parser = Json.createParser(new StringReader(json))) {
            parser.next();
            JsonObject document = parser.getObject();
            if (!parser.hasNext()) {
                return document;
            }
        } catch (RuntimeException _) {
            // The parser has several exceptions, and no special one for too many levels.
        }
        throw invalid("Invalid JSON.");
    }

    private static Instant expiration(@Nullable JsonValue value) {
        if (value == null) {
            throw invalid("Policy missing expiration.");
        }
        try {
            if (value instanceof JsonString text) {
                return DateTimeFormatter.ISO_INSTANT.parse(text.getString(), Instant::from);
            }
        } catch (DateTimeParseException _) {
            // The exception below reports it.
        }
        throw invalid("Invalid 'expiration' value: '" + text(value) + "'");
    }

    private static JsonArray conditions(@Nullable JsonValue value) {
        if (value == null) {
            throw invalid("Policy missing conditions.");
        }
        if (value instanceof JsonArray list) {
            return list;
        }
        throw invalid("Invalid 'conditions' value: must be a List.");
    }

    private static String operation(JsonArray condition) {
        if (condition.isEmpty() || !(condition.get(0) instanceof JsonString operation)) {
            throw invalid("Invalid Condition: missing operation identifier.");
        }
        return operation.getString().toLowerCase(Locale.ROOT);
    }

    private static ContentLengthRange range(JsonArray condition) {
        if (condition.size() != 3) {
            throw wrongCount(RANGE);
        }
        String least = text(condition.get(1));
        String most = text(condition.get(2));
        if (!NUMBER.matcher(least).matches() || !NUMBER.matcher(most).matches()) {
            throw failed(PostPolicyCondition.text(condition));
        }
        ContentLengthRange range = new ContentLengthRange(Long.parseLong(least), Long.parseLong(most));
        if (range.smallest() < 0 || range.largest() < range.smallest()) {
            throw invalid("Invalid " + RANGE + ": " + least + " to " + most + " is no range of sizes.");
        }
        return range;
    }

    /** The text of a string, or the digits of a number. */
    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    /** The refusal of a malformed policy. */
    static S3Exception invalid(String reason) {
        return new S3Exception(S3Error.InvalidPolicyDocument, "Invalid Policy: " + reason);
    }

    /** The refusal of a condition with too many or too few arguments. */
    static S3Exception wrongCount(String operation) {
        return invalid("Invalid " + operation + ": wrong number of arguments.");
    }

    /** The refusal of a form that does not meet a condition. */
    static S3Exception failed(String condition) {
        return denied("Policy Condition failed: " + condition);
    }

    private static S3Exception denied(String reason) {
        return new S3Exception(S3Error.AccessDenied, "Invalid according to Policy: " + reason);
    }
}
