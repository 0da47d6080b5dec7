package io.geckos.access.policy;

import io.geckos.access.text.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the elements {@code Principal} and {@code NotPrincipal}. */
final class PrincipalParser {
    private static final String PROBLEM = "Invalid principal in policy";
    private static final String REMEDY = "must be *, or an object with AWS, CanonicalUser, Service or Federated";
    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws:iam::)?(\\d{12})(?::root)?");
    private static final Pattern IAM = Pattern.compile("arn:aws:iam::\\d{12}:(user|role)/[!-~]{1,576}");
    private static final Pattern STS =
            Pattern.compile("arn:aws:sts::\\d{12}:(assumed-role/[!-~]+/[!-~]+|federated-user/[!-~]+)");
    private static final Pattern ID = Pattern.compile("AIDA[A-Z0-9]+|AROA[A-Z0-9]+(:[!-~]+)?");
    private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.(amazonaws\\.com|aws)");

    private final Set<String> accounts = new HashSet<>();
    private final Set<String> canonicalIds = new HashSet<>();
    private final List<PrincipalName> names = new ArrayList<>();
    private boolean everybody;

    private PrincipalParser() {}

    static PrincipalSet parse(PolicyElement element) {
        PrincipalParser parser = new PrincipalParser();
        parser.read(element);
        return new PrincipalSet(parser.everybody, parser.accounts, parser.canonicalIds, parser.names);
    }

    private void read(PolicyElement element) {
        if (element.value() instanceof JsonValue.Members) {
            Map<String, PolicyElement> members = element.members();
            if (members.isEmpty()) {
                throw element.malformed(PROBLEM, REMEDY);
            }
            members.forEach(this::readMember);
        } else if (element.text().equals("*")) {
            everybody = true;
        } else {
            throw element.malformed(PROBLEM, REMEDY);
        }
    }

    private void readMember(String type, PolicyElement element) {
        for (PolicyElement name : element.someElements()) {
            switch (type) {
                case "AWS" -> readAws(name);
                case "CanonicalUser" -> {
                    require(name, CANONICAL, "must have 64 hexadecimal digits");
                    canonicalIds.add(name.text());
                }
                // There are no such senders here, so that nobody is named.
                case "Service" -> require(name, SERVICE, "must be the name of a service of AWS");
                case "Federated" -> require(name, Pattern.compile("[!-~]+"), "must be the name of a provider");
                default -> throw name.malformed(PROBLEM, REMEDY);
            }
        }
    }

    private void readAws(PolicyElement element) {
        String text = element.text();
        Matcher account = ACCOUNT.matcher(text);
        if (text.equals("*")) {
            everybody = true;
        } else if (account.matches() && (text.length() == 12 || text.endsWith(":root"))) {
            accounts.add(account.group(1));
        } else if (hasForm(text)) {
            names.add(element.principalName());
        } else {
            throw element.malformed(
                    PROBLEM, "must be *, the number of an account, or the ARN of an account, user, role or session");
        }
    }

    private static boolean hasForm(String text) {
        boolean wild = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        return !wild
                && (IAM.matcher(text).matches()
                        || STS.matcher(text).matches()
                        || ID.matcher(text).matches());
    }

    private static void require(PolicyElement element, Pattern form, String remedy) {
        if (!form.matcher(element.text()).matches()) {
            throw element.malformed(PROBLEM, remedy);
        }
    }
}
