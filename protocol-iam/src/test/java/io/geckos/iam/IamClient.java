package io.geckos.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.DenialLog;
import io.geckos.access.identity.User;
import io.geckos.access.store.AccountStore;
import io.geckos.access.store.UserStore;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.domain.security.AuthenticationException;
import io.geckos.domain.security.AuthenticationException.Reason;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests straight to an {@link IamService}, in the name of whom it says. There is a second account, of {@code other}. */
final class IamClient {
    static final String ACCOUNT = "000000000000";
    static final String OTHER = "123456789012";

    /** A trust policy by which everybody may assume a role. */
    static final String TRUST =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";

    private static final Principal OWNER = new Principal("canonical", "owner");
    private static final Principal OTHERS = Account.further(OTHER, "other").owner();

    private final MemoryStorage storage;
    final AccountStore accounts;
    final UserStore store;
    final IamService service;

    private String session = "";

    IamClient() {
        this(new MemoryStorage());
    }

    private IamClient(MemoryStorage storage) {
        this.storage = storage;
        this.accounts = reopened();
        this.store = accounts.first();
        this.service = new IamService(
                this::authenticate, accounts, false, Clock.systemUTC(), new DenialLog(Clock.systemUTC()));
    }

    /** A client of another server on the same storage, which has read nothing yet. */
    IamClient ofAnotherServer() {
        return new IamClient(storage);
    }

    /** The accounts as another server finds them in the same storage. */
    AccountStore reopened() {
        return new AccountStore(
                storage.documents(),
                OWNER,
                List.of(new Credential(OTHERS, "other", "secret")),
                Clock.systemUTC(),
                Optional.empty());
    }

    /** The users of {@code other}'s account. */
    UserStore others() {
        return accounts.users(OTHER).orElseThrow();
    }

    /** Takes the word of a request for who sent it: root, the name of a user, {@code other}, one of its users, or nobody. */
    private Identity authenticate(SignedRequest request, byte[] body, String service) {
        String name =
                request.headers().getOrDefault("authorization", List.of("")).getFirst();
        return switch (name) {
            case "" -> throw new AuthenticationException(Reason.NO_CREDENTIALS, "none");
            case "root" -> new Identity.Known(OWNER, "root");
            case "other" -> new Identity.Known(OTHERS, "other");
            case "session" -> session();
            default -> {
                boolean others = name.startsWith("other/");
                String plain = others ? name.substring("other/".length()) : name;
                User user = (others ? others() : store).database().users().get(plain);
                if (user == null) {
                    throw new AuthenticationException(Reason.UNKNOWN_ACCESS_KEY, "unknown");
                }
                yield new Identity.Known(
                        others ? OTHERS : OWNER,
                        name,
                        new KeyHolder.User(user.entity().id(), plain));
            }
        };
    }

    /** Takes the keys of an answer for those of the sender {@code session}. */
    void use(String issued) {
        session = issued;
    }

    /** Who has the keys of a session. */
    Identity session() {
        Credential key = accounts.find(
                        texts(session, "AccessKeyId").getFirst(),
                        texts(session, "SessionToken").getFirst())
                .orElseThrow();
        return new Identity.Known(key.principal(), key.accessKeyId(), key.holder());
    }

    /** Asks for an operation of IAM; {@code parameters} are names and values in turn. */
    IamResponse ask(String who, String action, String... parameters) {
        return send(who, form("2010-05-08", action, parameters));
    }

    /** Asks for an operation of IAM with the value of each parameter that it must have, which its answers name. */
    IamResponse askWith(Map<String, String> values, String who, String action) {
        List<String> parameters = new ArrayList<>();
        IamResponse response = ask(who, action);
        for (int i = 0; i < values.size() && response.document().contains(" is missing or empty"); i++) {
            String name = response.document().replaceFirst("(?s).*Parameter (\\w+) is missing or empty.*", "$1");
            parameters.addAll(List.of(name, values.get(name)));
            response = ask(who, action, parameters.toArray(String[]::new));
        }
        return response;
    }

    /** Asks for an operation of STS. */
    IamResponse askSts(String who, String action, String... parameters) {
        return send(who, form("2011-06-15", action, parameters));
    }

    /** Asks root's way, and expects success. */
    String root(String action, String... parameters) {
        IamResponse response = ask("root", action, parameters);
        assertEquals(200, response.status(), response.document());
        return response.document();
    }

    /** Puts the inline policy {@code p} of a user, in place of the one before. */
    void putUserPolicy(String user, String document) {
        root("PutUserPolicy", "UserName", user, "PolicyName", "p", "PolicyDocument", document);
    }

    static String form(String version, String action, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + version);
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=').append(URLEncoder.encode(parameters[i + 1], UTF_8));
        }
        return form.toString();
    }

    IamResponse send(String who, String form) {
        return send(who, form.getBytes(UTF_8));
    }

    IamResponse send(String who, byte[] form) {
        Map<String, List<String>> headers = who.isEmpty() ? Map.of() : Map.of("authorization", List.of(who));
        return service.answer(new IamRequest(
                "REQUEST",
                new SignedRequest("POST", "/", "", headers),
                new ByteArrayInputStream(form),
                "127.0.0.1",
                false));
    }

    /** The texts of all elements of a name. */
    static List<String> texts(String document, String element) {
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(document);
        List<String> texts = new ArrayList<>();
        while (matcher.find()) {
            texts.add(matcher.group(1));
        }
        return texts;
    }
}
