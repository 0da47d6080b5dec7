package io.geckos.access;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.identity.User;
import io.geckos.access.policy.PolicyParser;
import io.geckos.access.policy.PolicySubject;
import io.geckos.access.policy.PolicySubject.Issuer;
import io.geckos.access.store.UserDatabase;
import io.geckos.domain.cache.BoundedCache;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.domain.security.MalformedPolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Finds the policies that count for the holder of a key. They are parsed once for each state of the users. */
final class CallerLookup {
    private static final System.Logger LOGGER = System.getLogger(CallerLookup.class.getName());

    /** The number of callers and of parsed policies of sessions that are kept. */
    private static final int MAX = 10_000;

    private final Supplier<UserDatabase> users;
    private final Account account;
    private final Caller root;
    private final BoundedCache<String, NamedPolicy> sessionPolicies = new BoundedCache<>(MAX);
    private volatile Parsed parsed = new Parsed(UserDatabase.EMPTY);

    /** The callers of one state of the users, and their policies by their texts. */
    private record Parsed(
            UserDatabase database, BoundedCache<KeyHolder, Caller> callers, Map<String, NamedPolicy> documents) {
        Parsed(UserDatabase database) {
            this(database, new BoundedCache<>(MAX), new ConcurrentHashMap<>());
        }
    }

    /** Looks up users of an account. */
    CallerLookup(Supplier<UserDatabase> users, Account account) {
        this.users = users;
        this.account = account;
        this.root = Caller.root(account.number(), account.owner().id());
    }

    /** The root of the account. */
    Caller root() {
        return root;
    }

    /** The sender of a request that has credentials. */
    Caller of(Identity.Known known) {
        return known.holder() instanceof KeyHolder.Root ? root : of(known.holder(), parsed());
    }

    private Caller of(KeyHolder holder, Parsed state) {
        Optional<Caller> known = state.callers().find(holder);
        if (known.isPresent()) {
            return known.get();
        }
        Caller made = newCaller(holder, state);
        // Deleted callers are not cached, because tokens of sessions may name any number of them.
        if (!made.isGone()) {
            state.callers().put(holder, made);
        }
        return made;
    }

    private Caller newCaller(KeyHolder holder, Parsed state) {
        return switch (holder) {
            case KeyHolder.Root _ -> root;
            case KeyHolder.User user -> byId(user.id(), state);
            case KeyHolder.Role role -> ofSession(byId(role.id(), state), role);
            case KeyHolder.Federated federated -> ofFederated(of(federated.holder(), state), federated);
            case KeyHolder.Session session -> {
                Caller whole = of(session.holder(), state);
                yield new Caller(
                        whole.subject(), whole.policies(), session.policy().map(this::sessionPolicy));
            }
        };
    }

    /** The role's caller with the names of one of its sessions. */
    private Caller ofSession(Caller role, KeyHolder.Role session) {
        PolicySubject subject = new PolicySubject(
                PolicySubject.Type.ROLE,
                account.number(),
                "arn:aws:sts::" + account.number() + ":" + session.text(),
                new Issuer(role.subject().arn(), session.id()),
                account.owner().id(),
                session.id() + ":" + session.session(),
                "");
        return new Caller(subject, role.policies(), Optional.empty());
    }

    /** The caller of a federated session: the policies of the user or root who made it, under another name. */
    private Caller ofFederated(Caller user, KeyHolder.Federated federated) {
        PolicySubject subject = new PolicySubject(
                PolicySubject.Type.FEDERATED,
                account.number(),
                "arn:aws:sts::" + account.number() + ":" + federated.text(),
                new Issuer(user.subject().arn(), user.subject().userId()),
                account.owner().id(),
                account.number() + ":" + federated.name(),
                "");
        List<NamedPolicy> policies = user.isUnrestricted() ? List.of(NamedPolicy.OF_ROOT) : user.policies();
        return new Caller(subject, policies, Optional.empty());
    }

    /** A user, role or group with its policies, as if it sent requests. */
    Caller of(PolicyOwner owner) {
        return caller(owner, new Parsed(users.get()));
    }

    private Parsed parsed() {
        UserDatabase now = users.get();
        Parsed current = parsed;
        if (current.database() != now) {
            current = new Parsed(now);
            parsed = current;
        }
        return current;
    }

    private Caller byId(String id, Parsed state) {
        return state.database().byId(id).map(owner -> caller(owner, state)).orElseGet(() -> gone(id));
    }

    /** The sender of a request whose account is gone, who may do nothing. */
    Caller gone() {
        return gone("");
    }

    private Caller gone(String id) {
        return new Caller(subject(id, "", ""), List.of(Caller.GONE), Optional.empty());
    }

    private PolicySubject subject(String id, String name, String arn) {
        return new PolicySubject(
                PolicySubject.Type.USER,
                account.number(),
                arn,
                Issuer.NONE,
                account.owner().id(),
                id,
                name);
    }

    private Caller caller(PolicyOwner owner, Parsed state) {
        List<NamedPolicy> policies = new ArrayList<>();
        add(owner, state, policies);
        if (owner instanceof User user) {
            for (String group : user.groups()) {
                state.database()
                        .owner(PolicyOwner.Kind.GROUP, group)
                        .ifPresentOrElse(
                                found -> add(found, state, policies),
                                () -> policies.add(NamedPolicy.denyAll("group " + group + " of the user is gone")));
            }
        }
        String name = owner instanceof Role ? "" : owner.entity().name();
        PolicySubject subject = subject(owner.entity().id(), name, owner.arn(account.number()));
        return new Caller(subject, policies, Optional.empty());
    }

    private void add(PolicyOwner owner, Parsed state, List<NamedPolicy> policies) {
        String whose = " of " + owner.kind().text() + " " + owner.entity().name();
        owner.policies()
                .inline()
                .forEach((name, text) -> policies.add(
                        policy(text, state).named("policy:" + name + "/", "inline policy " + name + whose)));
        for (String arn : owner.policies().attached()) {
            policies.add(state.database()
                    .policy(arn, account.number())
                    .map(policy -> policy(policy.document(), state)
                            .named("policy:" + arn.substring(arn.lastIndexOf('/') + 1) + "/", "policy " + arn + whose))
                    .orElseGet(() -> NamedPolicy.denyAll("policy " + arn + whose + " is gone")));
        }
    }

    private static NamedPolicy policy(String text, Parsed state) {
        return state.documents().computeIfAbsent(text, CallerLookup::parse);
    }

    private NamedPolicy sessionPolicy(String text) {
        return sessionPolicies.get(text, CallerLookup::parse);
    }

    private static NamedPolicy parse(String text) {
        try {
            return new NamedPolicy("session-policy:", "the policy of the session", PolicyParser.identityPolicy(text));
        } catch (MalformedPolicyException e) {
            LOGGER.log(
                    WARNING,
                    "a policy of a user cannot be read, so its owner is denied everything until the policy is replaced: {0}",
                    e.getMessage());
            return NamedPolicy.denyAll("a policy of the user cannot be read");
        }
    }
}
