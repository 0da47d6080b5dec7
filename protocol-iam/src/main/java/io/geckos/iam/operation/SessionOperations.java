package io.geckos.iam.operation;

import io.geckos.access.ServiceAccessPolicy;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.store.IamRoles;
import io.geckos.access.store.PolicyValidation;
import io.geckos.access.store.SessionTokens.Issued;
import io.geckos.access.store.UserStore;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.KeyHolder;
import io.geckos.iam.wire.QueryException;
import io.geckos.iam.wire.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The operations of STS. GetCallerIdentity and GetSessionToken need no permission, AssumeRole is decided by the trust policy of
 * the role, and GetFederationToken needs a permission.
 */
final class SessionOperations {
    private static final String DURATION = "DurationSeconds";
    private static final String SESSION_NAME = "RoleSessionName";
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([^/]+)");
    private static final Pattern FEDERATED = Pattern.compile("[\\w+=,.@-]{2,32}");
    private static final String DENY_ALL = "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    private static final int MIN_DURATION = 900;
    private static final int MAX_DURATION = 129_600;
    private static final int DEFAULT_DURATION = 43_200;

    /** The longest session of root, and of a role that another role assumes. */
    private static final int HOUR = 3600;

    private final UserStore store;
    private final Function<String, Optional<UserStore>> stores;
    private final ServiceAccessPolicy access;
    private final String account;

    SessionOperations(UserStore store, Function<String, Optional<UserStore>> stores, ServiceAccessPolicy access) {
        this.store = store;
        this.stores = stores;
        this.access = access;
        this.account = store.account().number();
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of("GetCallerIdentity", "", _ -> "", SessionOperations::caller),
                IamOperation.of("GetSessionToken", DURATION, _ -> "", this::sessionToken),
                IamOperation.of(
                        "GetFederationToken",
                        "Name Policy DurationSeconds",
                        this::federatedUserArn,
                        this::getFederationToken),
                IamOperation.of(
                        "AssumeRole",
                        "RoleArn RoleSessionName Policy DurationSeconds ExternalId",
                        _ -> "",
                        this::assume));
    }

    private static List<XmlElement> caller(IamCall call) {
        return List.of(
                XmlElement.text("Arn", call.sender().arn()),
                XmlElement.text("UserId", call.sender().userId()),
                XmlElement.text("Account", call.sender().account()));
    }

    private List<XmlElement> sessionToken(IamCall call) {
        requireNoSession(call, "GetSessionToken");
        return List.of(credentials(store.tokens().issue(call.holder(), Optional.empty(), duration(call))));
    }

    private static void requireNoSession(IamCall call, String operation) {
        if (call.holder() instanceof KeyHolder.Session) {
            throw new QueryException(403, "AccessDenied", "Cannot call " + operation + " with session credentials");
        }
    }

    private static Duration duration(IamCall call) {
        int seconds =
                call.parameters().number(DURATION, MIN_DURATION, MAX_DURATION).orElse(DEFAULT_DURATION);
        boolean root = call.holder() instanceof KeyHolder.Root;
        return Duration.ofSeconds(root ? Math.min(seconds, HOUR) : seconds);
    }

    /** The ARN of the federated user that the request names. */
    private String federatedUserArn(IamCall call) {
        return "arn:aws:sts::" + account + ":federated-user/" + call.required("Name");
    }

    private List<XmlElement> getFederationToken(IamCall call) {
        requireNoSession(call, "GetFederationToken");
        String name = call.required("Name");
        if (!FEDERATED.matcher(name).matches()) {
            throw QueryException.validation(
                    "Parameter Name must contain 2 to 32 letters, digits and the characters +=,.@_-: " + name);
        }
        Optional<String> given = call.get("Policy");
        given.ifPresent(PolicyValidation::requireSession);
        KeyHolder holder = new KeyHolder.Federated(call.holder(), name);
        // Without a policy the credentials may do nothing, as on AWS.
        Issued issued = store.tokens().issue(holder, given.or(() -> Optional.of(DENY_ALL)), duration(call));
        XmlElement user = XmlElement.of(
                "FederatedUser",
                XmlElement.text("FederatedUserId", account + ":" + name),
                XmlElement.text("Arn", federatedUserArn(call)));
        return Stream.concat(Stream.of(credentials(issued), user), packedSize(given).stream())
                .toList();
    }

    /** The size of a policy in percent of the largest allowed. */
    private static Optional<XmlElement> packedSize(Optional<String> policy) {
        return policy.map(text -> XmlElement.text(
                "PackedPolicySize",
                String.valueOf(Math.ceilDiv(100 * text.length(), PolicyValidation.MAX_SESSION_POLICY))));
    }

    private List<XmlElement> assume(IamCall call) {
        String arn = call.required("RoleArn");
        String name = call.required(SESSION_NAME);
        if (!SESSION.matcher(name).matches()) {
            throw QueryException.validation(
                    "Parameter RoleSessionName must contain 2 to 64 letters, digits and the characters +=,.@_-: "
                            + name);
        }
        Optional<String> policy = call.get("Policy");
        policy.ifPresent(PolicyValidation::requireSession);
        checkExternalId(call);
        AccountRole wanted = role(arn)
                .filter(found -> mayAssume(call, found))
                // A caller who may not assume the role does not learn whether it exists.
                .orElseThrow(() -> new QueryException(
                        403,
                        "AccessDenied",
                        "User: " + call.sender().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                                + arn));
        Role role = wanted.role();
        boolean chained =
                call.holder() instanceof KeyHolder.Session session && session.holder() instanceof KeyHolder.Role;
        int max = chained ? HOUR : role.maxSession();
        int seconds = call.parameters()
                .number(DURATION, MIN_DURATION, IamRoles.MAX_SESSION)
                .orElse(HOUR);
        if (seconds > max) {
            throw QueryException.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role: " + seconds
                            + "; at max " + max + " are allowed.");
        }
        String id = role.entity().id();
        KeyHolder holder = new KeyHolder.Role(id, role.entity().name(), name);
        Issued issued = wanted.store().tokens().issue(holder, policy, Duration.ofSeconds(seconds));
        XmlElement assumed = XmlElement.of(
                "AssumedRoleUser",
                XmlElement.text("AssumedRoleId", id + ":" + name),
                XmlElement.text("Arn", "arn:aws:sts::" + wanted.account() + ":" + holder.text()));
        return Stream.concat(Stream.of(credentials(issued), assumed), packedSize(policy).stream())
                .toList();
    }

    private static void checkExternalId(IamCall call) {
        call.get("ExternalId").filter(id -> !EXTERNAL_ID.matcher(id).matches()).ifPresent(id -> {
            throw QueryException.validation(
                    "Parameter ExternalId must contain 2 to 1224 letters, digits and the characters +=,.@:/_-: " + id);
        });
    }

    /** A role and the users of its account. */
    private record AccountRole(UserStore store, Role role) {
        String account() {
            return store.account().number();
        }
    }

    /** The role of an ARN, in any account. */
    private Optional<AccountRole> role(String arn) {
        Matcher matcher = ROLE.matcher(arn);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return stores.apply(matcher.group(1))
                .flatMap(there -> Optional.ofNullable(there.database().roles().get(matcher.group(2)))
                        .map(role -> new AccountRole(there, role)))
                .filter(found -> found.role().arn(found.account()).equals(arn));
    }

    private boolean mayAssume(IamCall call, AccountRole wanted) {
        Decision decision = access.decideAssumption(call.identity(), wanted.role(), wanted.account(), call.context());
        call.audit().accept(decision);
        return decision.allowed();
    }

    private static XmlElement credentials(Issued issued) {
        return XmlElement.of(
                "Credentials",
                XmlElement.text("AccessKeyId", issued.accessKeyId()),
                XmlElement.text("SecretAccessKey", issued.secret()),
                XmlElement.text("SessionToken", issued.token()),
                XmlElement.time("Expiration", issued.expires()));
    }
}
