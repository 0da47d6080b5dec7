package io.geckos.iam.operation;

import io.geckos.access.PolicySimulation;
import io.geckos.access.PolicySimulation.Outcome;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.UserStore;
import io.geckos.iam.wire.FormParameters;
import io.geckos.iam.wire.QueryException;
import io.geckos.iam.wire.XmlElement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Operations that try policies out. They reveal policies of others, so they need permissions. */
final class SimulationOperations {
    private static final String SOURCE = "PolicySourceArn";
    private static final String PARAMETERS = " PolicyInputList.member ActionNames.member ResourceArns.member"
            + " ContextEntries.member " + ListPagination.PARAMETERS;
    private static final Set<String> ENTRY = Set.of("ContextKeyName", "ContextKeyType", "ContextKeyValues");
    private static final Set<String> TYPES = Set.of(
            "string",
            "stringList",
            "numeric",
            "numericList",
            "boolean",
            "booleanList",
            "ip",
            "ipList",
            "binary",
            "binaryList",
            "date",
            "dateList");

    /** As IAM limits a policy, in characters. */
    private static final int MAX_POLICY = 6144;

    private final UserStore store;
    private final PolicySimulation simulation;
    private final String account;

    SimulationOperations(UserStore store, PolicySimulation simulation, String account) {
        this.store = store;
        this.simulation = simulation;
        this.account = account;
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of(
                        "SimulatePrincipalPolicy",
                        SOURCE + PARAMETERS,
                        call -> call.required(SOURCE),
                        call -> answer(call, simulation.ofOwner(owner(call.required(SOURCE)), policies(call)))),
                IamOperation.of("SimulateCustomPolicy", PARAMETERS.strip(), _ -> "*", this::custom));
    }

    private List<XmlElement> custom(IamCall call) {
        return answer(call, simulation.ofPolicies(FormParameters.requireAny(policies(call), "PolicyInputList")));
    }

    private PolicyOwner owner(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return Arrays.stream(PolicyOwner.Kind.values())
                .flatMap(kind -> store.database().owner(kind, name).stream())
                .filter(owner -> owner.arn(account).equals(arn))
                .findFirst()
                .orElseThrow(() -> new QueryException(
                        404, "NoSuchEntity", "There is no user, group or role with the ARN " + arn + "."));
    }

    private static List<String> policies(IamCall call) {
        List<String> policies = call.parameters().texts("PolicyInputList");
        for (String policy : policies) {
            if (policy.length() > MAX_POLICY) {
                throw QueryException.validation("A policy of PolicyInputList must have at most " + MAX_POLICY
                        + " characters: it has " + policy.length());
            }
        }
        return policies;
    }

    /** The answer has each action with each resource. Only those of the page are decided. */
    private static List<XmlElement> answer(IamCall call, PolicySimulation.Run run) {
        List<String> actions = FormParameters.requireAny(call.parameters().texts("ActionNames"), "ActionNames");
        List<String> named = call.parameters().texts("ResourceArns");
        List<String> resources = named.isEmpty() ? List.of("*") : named;
        actions.forEach(PolicySimulation::requireAction);
        resources.forEach(PolicySimulation::requireResource);
        call.parameters().members("ContextEntries").forEach(entry -> give(run, entry));
        TreeMap<String, String[]> questions = new TreeMap<>();
        for (String action : actions) {
            for (String resource : resources) {
                questions.put("%06d".formatted(questions.size()), new String[] {action, resource});
            }
        }
        return ListPagination.of(
                call, "EvaluationResults", questions, question -> xml(run.decide(question[0], question[1])));
    }

    private static void give(PolicySimulation.Run run, FormParameters entry) {
        entry.requireOnly("ContextEntries", ENTRY);
        String type = entry.required("ContextKeyType");
        if (!TYPES.contains(type)) {
            throw QueryException.validation("ContextKeyType must be one of "
                    + String.join(", ", TYPES.stream().sorted().toList()) + ": " + type);
        }
        run.setCondition(entry.required("ContextKeyName"), entry.texts("ContextKeyValues"));
    }

    private static XmlElement xml(Outcome outcome) {
        return XmlElement.of(
                "EvaluationResult",
                XmlElement.text("EvalActionName", outcome.action()),
                XmlElement.text("EvalResourceName", outcome.resource()),
                XmlElement.text("EvalDecision", outcome.verdict().text()),
                XmlElement.list(
                        "MatchedStatements",
                        outcome.policies().stream()
                                .map(policy -> XmlElement.of(
                                        "Statement",
                                        XmlElement.text("SourcePolicyId", policy),
                                        XmlElement.text("SourcePolicyType", "IAM Policy")))),
                XmlElement.list(
                        "MissingContextValues", outcome.missing().stream().map(key -> XmlElement.text("Key", key))));
    }
}
