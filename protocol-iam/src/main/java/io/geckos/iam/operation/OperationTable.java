package io.geckos.iam.operation;

import io.geckos.access.PolicySimulation;
import io.geckos.access.ServiceAccessPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.access.store.UserStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** All operations by service and name. */
public final class OperationTable {
    private final Map<String, IamOperation> iam;
    private final Map<String, IamOperation> sts;

    /**
     * The operations on the users of an account.
     *
     * @param stores answers the users of any account by its number, because a role may be assumed from another one
     * @param principals whom trust policies of roles may name
     */
    public OperationTable(
            UserStore store,
            Function<String, Optional<UserStore>> stores,
            PrincipalDirectory principals,
            ServiceAccessPolicy access,
            PolicySimulation simulation) {
        String account = store.account().number();
        List<IamOperation> operations = new ArrayList<>();
        operations.addAll(new UserOperations(store, account).all());
        operations.addAll(new AbsentCredentialOperations(store, account).all());
        operations.addAll(new GroupOperations(store, account).all());
        operations.addAll(new RoleOperations(store, principals, account).all());
        operations.addAll(new ManagedPolicyOperations(store, account).all());
        operations.addAll(new TagOperations(store, account).all());
        operations.addAll(new SummaryOperations(store).all());
        operations.addAll(new SimulationOperations(store, simulation, account).all());
        for (PolicyOwner.Kind kind : PolicyOwner.Kind.values()) {
            operations.addAll(new OwnerPolicyOperations(store, account, kind).all());
        }
        iam = byName(operations);
        sts = byName(new SessionOperations(store, stores, access).all());
    }

    private static Map<String, IamOperation> byName(List<IamOperation> operations) {
        Map<String, IamOperation> byName = new TreeMap<>();
        operations.forEach(operation -> byName.put(operation.name(), operation));
        return Collections.unmodifiableMap(byName);
    }

    /** The operation of a name; {@code service} is {@code iam} or {@code sts}. */
    public Optional<IamOperation> find(String service, String name) {
        return Optional.ofNullable((service.equals("sts") ? sts : iam).get(name));
    }

    /** The names of the operations of a service, sorted. */
    public List<String> names(String service) {
        return List.copyOf((service.equals("sts") ? sts : iam).keySet());
    }
}
