package io.geckos.s3.form;

import io.geckos.s3.wire.S3Exception;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A condition of a {@link PostPolicy} on a field of the form.
 *
 * @param text the condition as error messages show it
 * @param field the name of the field, in lower case
 * @param test the test for the field's value
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST policy</a>
 */
record PostPolicyCondition(String text, String field, Predicate<String> test) {
    private static final String CONTENT_TYPE = "content-type";

    /** Parses {@code {"field": "value"}}. Throws {@link S3Exception} if it is malformed. */
    static PostPolicyCondition of(JsonObject simple) {
        if (simple.size() != 1) {
            throw PostPolicy.invalid(
                    "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
        }
        String field = simple.keySet().iterator().next();
        if (!(simple.get(field) instanceof JsonString value)) {
            throw PostPolicy.invalid("Invalid Simple-Condition: value must be a string.");
        }
        String text = text(List.of(Json.createValue("eq"), Json.createValue("$" + field), value));
        return new PostPolicyCondition(text, field.toLowerCase(Locale.ROOT), value.getString()::equals);
    }

    /** Parses {@code ["eq" or "starts-with", "$field", "value"]}. Throws {@link S3Exception} if it is malformed. */
    static PostPolicyCondition of(String operation, JsonArray condition) {
        if (condition.size() != 3) {
            throw PostPolicy.wrongCount(operation);
        }
        if (!(condition.get(1) instanceof JsonString name) || !(condition.get(2) instanceof JsonString value)) {
            throw PostPolicy.invalid("Invalid " + operation + ": arguments must be strings.");
        }
        String field =
                name.getString().startsWith("$") ? name.getString().substring(1).toLowerCase(Locale.ROOT) : "";
        Predicate<String> test = operation.equals("eq") ? value.getString()::equals : prefix(field, value.getString());
        return new PostPolicyCondition(text(condition), field, test);
    }

    /** The test for a prefix. If a field has several content types, each must begin with it. */
    private static Predicate<String> prefix(String field, String prefix) {
        if (!field.equals(CONTENT_TYPE)) {
            return value -> value.startsWith(prefix);
        }
        return value -> Arrays.stream(value.split(",", -1)).map(String::strip).allMatch(it -> it.startsWith(prefix));
    }

    /** The text of a condition in S3's error messages. */
    static String text(List<? extends JsonValue> condition) {
        return condition.stream().map(JsonValue::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Throws {@link S3Exception} unless {@code fields} has the field and its value passes the test. */
    void check(Map<String, String> fields) {
        String value = fields.get(field);
        if (value == null || !test.test(value)) {
            throw PostPolicy.failed(text);
        }
    }
}
