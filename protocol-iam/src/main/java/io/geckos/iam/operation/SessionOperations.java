package io.geckos.iam.operation;

import io.geckos.access.ServiceAccessPolicy;
import io.geckos.access.identity.IamRoles;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.identity.PolicyText;
import io.geckos.access.identity.SessionTokens.Issued;
import io.geckos.access.identity.UserStore;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.KeyHolder;
import io.geckos.iam.wire.QueryException;
import io.geckos.iam.wire.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The operations of STS. No policy is asked who may get them: everybody may ask who he is and get keys that may do no more
 * than his own, and roles say who may assume them.
 */
final class SessionOperations {
    private static final String DURATION = "DurationSeconds";
    private static final String SESSION_NAME = "RoleSessionName";
    private static final Pattern SESSION = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final int SHORTEST = 900;
    private static final int LONGEST = 129_600;
    private static final int USUAL = 43_200;

    /** The longest session of root, and of a role that another role assumes. */
    private static final int HOUR = 3600;

    private final UserStore store;
    private final ServiceAccessPolicy access;
    private final String account;

    SessionOperations(UserStore store, ServiceAccessPolicy access, String account) {
        this.store = store;
        this.access = access;
        this.account = account;
    }

    List<IamOperation> all() {
        return List.of(
                IamOperation.of("GetCallerIdentity", "", _ -> "", SessionOperations::caller),
                IamOperation.of("GetSessionToken", DURATION, _ -> "", this::sessionToken),
                IamOperation.of("AssumeRole", "RoleArn RoleSessionName Policy DurationSeconds", _ -> "", this::assume));
    }

    private static List<XmlElement> caller(IamCall call) {
        return List.of(
                XmlElement.text("Arn", call.sender().arn()),
                XmlElement.text("UserId", call.sender().userId()),
                XmlElement.text("Account", call.sender().account()));
    }

    private List<XmlElement> sessionToken(IamCall call) {
        KeyHolder holder = call.holder();
        if (holder instanceof KeyHolder.Session) {
            throw new QueryException(403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
        }
        boolean root = holder instanceof KeyHolder.Root;
        int seconds = call.parameters().number(DURATION, SHORTEST, LONGEST).orElse(USUAL);
        Duration duration = Duration.ofSeconds(root ? Math.min(seconds, HOUR) : seconds);
        return List.of(credentials(store.tokens().issue(holder, Optional.empty(), duration)));
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
        policy.ifPresent(PolicyText::requireSession);
        Role role = Optional.ofNullable(store.database().roles().get(arn.substring(arn.lastIndexOf('/') + 1)))
                .filter(found -> found.arn(account).equals(arn))
                .filter(found -> mayAssume(call, found))
                // Who may not assume a role does not learn whether there is one.
                .orElseThrow(() -> new QueryException(
                        403,
                        "AccessDenied",
                        "User: " + call.sender().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                                + arn));
        boolean chained =
                call.holder() instanceof KeyHolder.Session session && session.holder() instanceof KeyHolder.Role;
        int most = chained ? HOUR : role.maxSession();
        int seconds = call.parameters()
                .number(DURATION, SHORTEST, IamRoles.MAX_SESSION)
                .orElse(HOUR);
        if (seconds > most) {
            throw QueryException.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role: " + seconds
                            + "; at most " + most + " are allowed.");
        }
        String id = role.entity().id();
        KeyHolder holder = new KeyHolder.Role(id, role.entity().name(), name);
        Issued issued = store.tokens().issue(holder, policy, Duration.ofSeconds(seconds));
        XmlElement assumed = XmlElement.of(
                "AssumedRoleUser",
                XmlElement.text("AssumedRoleId", id + ":" + name),
                XmlElement.text("Arn", "arn:aws:sts::" + account + ":" + holder.text()));
        return List.of(credentials(issued), assumed);
    }

    private boolean mayAssume(IamCall call, Role role) {
        Decision decision = access.decideAssumption(call.identity(), role, call.context());
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
