package io.geckos.iam;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.PolicySimulation;
import io.geckos.access.ServiceAccessPolicy;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.access.store.UserStore;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.ServiceAuthenticator;
import io.geckos.iam.operation.IamCall;
import io.geckos.iam.operation.IamOperation;
import io.geckos.iam.operation.OperationTable;
import io.geckos.iam.wire.FormParameters;
import io.geckos.iam.wire.QueryException;
import io.geckos.iam.wire.XmlElement;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * IAM and STS by AWS's query protocol: a form in the body of {@code POST /} names the operation, and the answer is XML. Safe
 * for many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html">API of IAM</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">API of STS</a>
 */
public final class IamService {
    /** The largest body of a request, in bytes. */
    public static final int MAX_BODY = 128 << 10;

    private static final String IAM = "iam";

    /** The services by the versions of their APIs, by which requests name them. */
    private static final Map<String, String> SERVICES = Map.of("2010-05-08", IAM, "2011-06-15", "sts");

    private static final Map<String, String> NAMESPACES = Map.of(
            IAM, "https://iam.amazonaws.com/doc/2010-05-08/", "sts", "https://sts.amazonaws.com/doc/2011-06-15/");

    private final ServiceAuthenticator authenticator;
    private final ServiceAccessPolicy access;
    private final AccountStore accounts;
    private final Clock clock;

    /** The operations on the users of each account that has asked for one. */
    private final Map<UserStore, OperationTable> tables = new ConcurrentHashMap<>();

    /**
     * Serves the users of all accounts. What is denied goes into {@code denials}.
     *
     * @param open whether requests without credentials are those of root
     */
    public IamService(
            ServiceAuthenticator authenticator, AccountStore accounts, boolean open, Clock clock, DenialLog denials) {
        this.authenticator = authenticator;
        this.accounts = accounts;
        this.clock = clock;
        this.access = new ServiceAccessPolicy(AccountUsers.of(accounts, open), clock, denials);
    }

    /** The names of the operations of a service, {@code iam} or {@code sts}, sorted. */
    public List<String> operations(String service) {
        return table(accounts.first()).names(service);
    }

    /** The operations on the users of the sender's account. */
    private OperationTable table(Identity identity) {
        return switch (identity) {
            case Identity.Anonymous _ -> table(accounts.first());
            case Identity.Known known ->
                accounts.users(known.account()).map(this::table).orElseThrow(IamService::unknownToken);
        };
    }

    private static QueryException unknownToken() {
        return new QueryException(
                403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    private OperationTable table(UserStore store) {
        return tables.computeIfAbsent(store, this::made);
    }

    private OperationTable made(UserStore store) {
        AccountUsers users = new AccountUsers(store.account(), store::database, false);
        return new OperationTable(
                store, accounts::users, PrincipalDirectory.of(accounts), access, new PolicySimulation(users, clock));
    }

    /** What is known of a request while it is served. */
    private static final class Progress {
        private String service = IAM;
        private Optional<String> operation = Optional.empty();
        private Identity identity = Identity.ANONYMOUS;
        private Optional<String> decidedBy = Optional.empty();

        private void note(Decision decision) {
            decidedBy = Optional.of(decision.by()).filter(by -> !by.isEmpty());
        }

        private IamResponse answer(int status, XmlElement document, Optional<String> error) {
            String text =
                    document.inNamespace(NAMESPACES.getOrDefault(service, "")).document();
            return new IamResponse(status, text, operation, identity, decidedBy, error);
        }
    }

    /** Answers a request. Every failure becomes an error answer, so nothing is thrown. */
    public IamResponse answer(IamRequest request) {
        Progress progress = new Progress();
        try {
            return answer(request, progress);
        } catch (RuntimeException e) {
            return refuse(request, IamErrorMapping.of(e, request.id()), progress);
        }
    }

    /** The answer to a request for which there is no memory now. */
    public IamResponse slowDown(IamRequest request) {
        return refuse(request, new QueryException(503, "Throttling", "Rate exceeded"), new Progress());
    }

    private static IamResponse refuse(IamRequest request, QueryException refusal, Progress progress) {
        XmlElement error = XmlElement.of(
                "Error",
                XmlElement.text("Type", refusal.status() < 500 ? "Sender" : "Receiver"),
                XmlElement.text("Code", refusal.code()),
                XmlElement.text("Message", refusal.getMessage()));
        XmlElement document = XmlElement.of("ErrorResponse", error, XmlElement.text("RequestId", request.id()));
        return progress.answer(refusal.status(), document, Optional.of(refusal.code()));
    }

    private IamResponse answer(IamRequest request, Progress progress) {
        byte[] body = body(request);
        FormParameters parameters = FormParameters.parse(body);
        String version = parameters.get("Version").orElse("");
        String service = SERVICES.get(version);
        if (service == null) {
            throw new QueryException(
                    400, "NoSuchVersion", "Version must be 2010-05-08 for IAM or 2011-06-15 for STS: " + version);
        }
        progress.service = service;
        progress.identity = authenticator.authenticate(request.http(), body, service);
        if (access.isGone(progress.identity)) {
            throw unknownToken();
        }
        IamOperation operation = operation(table(progress.identity), parameters, version, service);
        progress.operation = Optional.of(operation.name());
        parameters.requireKnown(operation.name(), operation.parameters());
        QueryContext context = new QueryContext(request, operation.name(), parameters);
        IamCall call =
                new IamCall(parameters, progress.identity, access.sender(progress.identity), context, progress::note);
        refuseFederated(call, service, operation.name());
        for (IamOperation.Permission needed : operation.permissions().apply(call)) {
            authorise(call, service + ":" + needed.operation(), needed.arn());
        }
        List<XmlElement> content = operation.answer().apply(call);
        XmlElement document = XmlElement.of(operation.name() + "Response");
        if (!operation.withoutResult()) {
            document = document.with(new XmlElement(operation.name() + "Result", "", "", content));
        }
        document = document.with(XmlElement.of("ResponseMetadata", XmlElement.text("RequestId", request.id())));
        return progress.answer(200, document, Optional.empty());
    }

    private static byte[] body(IamRequest request) {
        try {
            byte[] body = request.body().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new QueryException(
                        413, "RequestEntityTooLarge", "The body must have at most " + MAX_BODY + " bytes.");
            }
            return body;
        } catch (IOException _) {
            throw QueryException.validation("The body ended before its announced length.");
        }
    }

    private static IamOperation operation(
            OperationTable operations, FormParameters parameters, String version, String service) {
        String name = parameters
                .get("Action")
                .filter(action -> !action.isEmpty())
                .orElseThrow(() -> new QueryException(400, "MissingAction", "Parameter Action is missing."));
        return operations
                .find(service, name)
                .orElseThrow(() -> new QueryException(
                        400,
                        "InvalidAction",
                        "Could not find operation " + name + " for version " + version
                                + ": this server does not have it."));
    }

    /** Federated users may ask who they are, and nothing else here, whatever policies allow. */
    private static void refuseFederated(IamCall call, String service, String operation) {
        if (call.isFederated() && !operation.equals("GetCallerIdentity")) {
            throw denied(call, service + ":" + operation);
        }
    }

    private static QueryException denied(IamCall call, String what) {
        return new QueryException(
                403, "AccessDenied", "User: " + call.sender().arn() + " is not authorized to perform: " + what);
    }

    private void authorise(IamCall call, String action, String arn) {
        Decision decision = access.decide(call.identity(), action, arn, call.context());
        call.audit().accept(decision);
        if (!decision.allowed()) {
            throw denied(call, action + " on resource: " + arn);
        }
    }
}
