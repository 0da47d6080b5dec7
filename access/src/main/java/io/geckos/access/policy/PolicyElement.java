package io.geckos.access.policy;

import io.geckos.access.text.JsonValue;
import io.geckos.domain.security.MalformedPolicyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value in a policy document, with the place where it stands.
 *
 * @param place for example {@code Statement[0].Action}; empty for the document itself
 */
record PolicyElement(String place, JsonValue value) {
    /** The members of an object, by name. */
    Map<String, PolicyElement> members() {
        if (!(value instanceof JsonValue.Members(Map<String, JsonValue> members))) {
            throw malformed("Invalid policy syntax", "must be an object");
        }
        Map<String, PolicyElement> result = new LinkedHashMap<>();
        members.forEach((name, member) ->
                result.put(name, new PolicyElement(place.isEmpty() ? name : place + "." + name, member)));
        return result;
    }

    /** The elements of an array; of any other value itself. */
    List<PolicyElement> elements() {
        if (!(value instanceof JsonValue.Elements(List<JsonValue> values))) {
            return List.of(this);
        }
        List<PolicyElement> result = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            result.add(new PolicyElement(place + "[" + i + "]", values.get(i)));
        }
        return result;
    }

    /** The elements of an array of at least one. */
    List<PolicyElement> someElements() {
        List<PolicyElement> elements = elements();
        if (elements.isEmpty()) {
            throw malformed("Invalid policy syntax", "must not be empty");
        }
        return elements;
    }

    /** The text of a string. */
    String text() {
        return string().text();
    }

    private JsonValue.Text string() {
        if (value instanceof JsonValue.Text string) {
            return string;
        }
        throw malformed("Invalid policy syntax", "must be a string");
    }

    /** The string as the name of a principal. */
    PrincipalName principalName() {
        JsonValue.Text name = string();
        return new PrincipalName(place, name.text(), name.start(), name.end());
    }

    /** The text of a string, a number or a truth value. */
    String scalar() {
        return value instanceof JsonValue.Literal(String text) ? text : text();
    }

    /**
     * The refusal of this element.
     *
     * @param problem S3's message
     * @param remedy what is allowed
     */
    MalformedPolicyException malformed(String problem, String remedy) {
        String where = place.isEmpty() ? "the policy" : place;
        String what = value instanceof JsonValue.Text string ? " \"" + string.text() + "\"" : "";
        return new MalformedPolicyException(problem + ": " + where + what + " " + remedy);
    }
}
