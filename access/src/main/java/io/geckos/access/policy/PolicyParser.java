package io.geckos.access.policy;

import io.geckos.access.text.JsonReader;
import io.geckos.access.text.JsonValue;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.MalformedPolicyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses policy documents. Anything that cannot be evaluated is refused: an unknown condition that never matches would
 * silently disable a denial.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of policies</a>
 */
public final class PolicyParser {
    /** The largest policy of a bucket, in characters. S3's message, used here too, calls them bytes. */
    public static final int MAX_BUCKET_POLICY = 20 * 1024;

    private static final String SYNTAX = "Invalid policy syntax";
    private static final Set<String> FIELDS = Set.of("Version", "Id", "Statement");
    private static final String CURRENT = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of(CURRENT, "2008-10-17");

    private PolicyParser() {}

    /**
     * Parses the policy of a bucket.
     *
     * @throws MalformedPolicyException saying what is wrong, and where
     */
    public static PolicyDocument bucketPolicy(BucketName bucket, String text) {
        if (text.length() > MAX_BUCKET_POLICY) {
            throw new MalformedPolicyException("Normalized policy document exceeds the maximum allowed size of "
                    + MAX_BUCKET_POLICY + " bytes: it has " + text.length());
        }
        return parse(text, PolicyKind.BUCKET, Optional.of(bucket));
    }

    /**
     * Parses a policy of a user, a group, a role or a session, which names no principals.
     *
     * @throws MalformedPolicyException saying what is wrong, and where
     */
    public static PolicyDocument identityPolicy(String text) {
        return parse(text, PolicyKind.IDENTITY, Optional.empty());
    }

    /**
     * Parses the policy of a role that says who may assume it. It names no resource, because that is the role.
     *
     * @throws MalformedPolicyException saying what is wrong, and where
     */
    public static PolicyDocument trustPolicy(String text) {
        return parse(text, PolicyKind.TRUST, Optional.empty());
    }

    private static PolicyDocument parse(String text, PolicyKind kind, Optional<BucketName> bucket) {
        PolicyElement document = new PolicyElement("", json(text));
        Map<String, PolicyElement> members = document.members();
        members.forEach((name, element) -> {
            if (!FIELDS.contains(name)) {
                throw element.malformed("Unknown field " + name, "is not one of Version, Id and Statement");
            }
        });
        Optional.ofNullable(members.get("Id")).ifPresent(PolicyElement::text);
        boolean variables = version(members.get("Version")).equals(CURRENT);
        PolicyElement statement = members.get("Statement");
        if (statement == null) {
            throw document.malformed("Missing required field Statement", "must have one");
        }
        StatementParser parser = new StatementParser(kind, bucket, variables);
        List<Statement> statements = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PolicyElement element : statement.someElements()) {
            statements.add(parser.parse(element));
            PolicyElement id = element.members().get("Sid");
            if (id != null && !ids.add(id.text())) {
                throw id.malformed("Statement IDs (SID) in a single policy must be unique", "comes twice");
            }
        }
        return new PolicyDocument(statements);
    }

    private static JsonValue json(String text) {
        if (!text.strip().startsWith("{")) {
            throw new MalformedPolicyException("Policies must be valid JSON and the first byte must be '{'");
        }
        try {
            return JsonReader.read(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedPolicyException("This policy contains invalid Json: " + e.getMessage());
        }
    }

    /** The version of the language. Variables exist since 2012-10-17. */
    private static String version(@Nullable PolicyElement element) {
        if (element == null) {
            return "2008-10-17";
        }
        if (!VERSIONS.contains(element.text())) {
            throw element.malformed(SYNTAX, "must be 2012-10-17 or 2008-10-17");
        }
        return element.text();
    }
}
