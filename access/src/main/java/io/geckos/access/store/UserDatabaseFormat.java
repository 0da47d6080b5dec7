package io.geckos.access.store;

import io.geckos.access.identity.AccessKey;
import io.geckos.access.identity.IamEntity;
import io.geckos.access.identity.IdentityPolicies;
import io.geckos.access.identity.ManagedPolicy;
import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.identity.PolicyOwner.Group;
import io.geckos.access.identity.PolicyOwner.Role;
import io.geckos.access.identity.User;
import io.geckos.access.text.JsonReader;
import io.geckos.access.text.JsonValue;
import io.geckos.access.text.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The document in which a {@link UserDatabase} is kept: JSON. */
final class UserDatabaseFormat {
    private static final String FORMAT = "1";

    private UserDatabaseFormat() {}

    /** The document of a database. */
    static String write(UserDatabase database) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("format", new JsonValue.Literal(FORMAT));
        members.put("users", elements(database.users().values(), UserDatabaseFormat::user));
        members.put("groups", elements(database.groups().values(), group -> new JsonValue.Members(owner(group))));
        members.put("roles", elements(database.roles().values(), UserDatabaseFormat::role));
        members.put("policies", elements(database.policies().values(), UserDatabaseFormat::policy));
        members.put("token_key", text(database.tokenKey()));
        if (!database.accounts().isEmpty()) {
            members.put("accounts", elements(database.accounts().values(), UserDatabaseFormat::account));
        }
        return JsonWriter.text(new JsonValue.Members(members));
    }

    private static <T> JsonValue elements(Collection<T> values, Function<T, JsonValue> writer) {
        return new JsonValue.Elements(values.stream().map(writer).toList());
    }

    private static JsonValue text(String text) {
        return new JsonValue.Text(text);
    }

    private static JsonValue number(int number) {
        return new JsonValue.Literal(String.valueOf(number));
    }

    private static Map<String, JsonValue> entity(IamEntity entity) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("name", text(entity.name()));
        members.put("id", text(entity.id()));
        members.put("path", text(entity.path()));
        members.put("created", text(entity.created().toString()));
        if (!entity.tags().isEmpty()) {
            members.put("tags", texts(entity.tags()));
        }
        return members;
    }

    private static JsonValue texts(Map<String, String> texts) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        texts.forEach((name, value) -> members.put(name, text(value)));
        return new JsonValue.Members(members);
    }

    private static Map<String, JsonValue> owner(PolicyOwner owner) {
        Map<String, JsonValue> members = entity(owner.entity());
        members.put("inline", texts(owner.policies().inline()));
        members.put("attached", elements(owner.policies().attached(), UserDatabaseFormat::text));
        return members;
    }

    private static JsonValue user(User user) {
        Map<String, JsonValue> members = owner(user);
        members.put("groups", elements(user.groups(), UserDatabaseFormat::text));
        members.put("keys", elements(user.keys(), UserDatabaseFormat::key));
        return new JsonValue.Members(members);
    }

    private static JsonValue account(StoredAccount account) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("number", text(account.number()));
        members.put("name", text(account.name()));
        members.put("created", text(account.created().toString()));
        members.put("keys", elements(account.keys(), UserDatabaseFormat::key));
        return new JsonValue.Members(members);
    }

    private static JsonValue key(AccessKey key) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("id", text(key.id()));
        members.put("secret", text(key.secret()));
        members.put("active", new JsonValue.Literal(String.valueOf(key.active())));
        members.put("created", text(key.created().toString()));
        return new JsonValue.Members(members);
    }

    private static JsonValue role(Role role) {
        Map<String, JsonValue> members = owner(role);
        members.put("trust", text(role.trust()));
        members.put("description", text(role.description()));
        members.put("max_session", number(role.maxSession()));
        return new JsonValue.Members(members);
    }

    private static JsonValue policy(ManagedPolicy policy) {
        Map<String, JsonValue> members = entity(policy.entity());
        members.put("description", text(policy.description()));
        members.put("current", number(policy.current()));
        members.put("latest", number(policy.latest()));
        members.put("versions", elements(policy.versions(), version -> {
            Map<String, JsonValue> inner = new LinkedHashMap<>();
            inner.put("number", number(version.number()));
            inner.put("document", text(version.document()));
            inner.put("created", text(version.created().toString()));
            return new JsonValue.Members(inner);
        }));
        return new JsonValue.Members(members);
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is not one of this format
     */
    static UserDatabase read(String text) {
        try {
            Fields document = Fields.of(JsonReader.read(text));
            if (document.number("format") != 1) {
                throw new IllegalArgumentException("made by a newer version: format " + document.number("format"));
            }
            return new UserDatabase(
                    named(document.list("users", UserDatabaseFormat::readUser)),
                    named(document.list("groups", value -> {
                        Fields fields = Fields.of(value);
                        return new Group(readEntity(fields), readPolicies(fields));
                    })),
                    named(document.list("roles", UserDatabaseFormat::readRole)),
                    readPolicies(document.list("policies", UserDatabaseFormat::readPolicy)),
                    document.text("token_key"),
                    document.has("accounts") ? readAccounts(document) : Map.of());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a document of users: " + e.getMessage(), e);
        }
    }

    private static <T extends PolicyOwner> Map<String, T> named(List<T> owners) {
        Map<String, T> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (T owner : owners) {
            if (byName.put(owner.entity().name(), owner) != null) {
                throw new IllegalArgumentException("two of kind " + owner.kind().text() + " have the name "
                        + owner.entity().name());
            }
        }
        return byName;
    }

    private static Map<String, ManagedPolicy> readPolicies(List<ManagedPolicy> policies) {
        Map<String, ManagedPolicy> byName = new HashMap<>();
        policies.forEach(policy -> byName.put(policy.entity().name(), policy));
        return byName;
    }

    private static Map<String, StoredAccount> readAccounts(Fields document) {
        Map<String, StoredAccount> byNumber = new HashMap<>();
        document.list("accounts", UserDatabaseFormat::readAccount)
                .forEach(account -> byNumber.put(account.number(), account));
        return byNumber;
    }

    private static StoredAccount readAccount(JsonValue value) {
        Fields fields = Fields.of(value);
        return new StoredAccount(
                fields.text("number"), fields.text("name"), Instant.parse(fields.text("created")), readKeys(fields));
    }

    private static IamEntity readEntity(Fields fields) {
        IamEntity entity = new IamEntity(
                fields.text("id"), fields.text("name"), fields.text("path"), Instant.parse(fields.text("created")));
        return fields.has("tags") ? entity.tagged(fields.texts("tags")) : entity;
    }

    private static IdentityPolicies readPolicies(Fields fields) {
        return new IdentityPolicies(fields.texts("inline"), fields.set("attached"));
    }

    private static User readUser(JsonValue value) {
        Fields fields = Fields.of(value);
        return new User(readEntity(fields), readPolicies(fields), fields.set("groups"), readKeys(fields));
    }

    private static List<AccessKey> readKeys(Fields fields) {
        return fields.list("keys", key -> {
            Fields inner = Fields.of(key);
            return new AccessKey(
                    inner.text("id"),
                    inner.text("secret"),
                    inner.literal("active").equals("true"),
                    Instant.parse(inner.text("created")));
        });
    }

    private static Role readRole(JsonValue value) {
        Fields fields = Fields.of(value);
        return new Role(
                readEntity(fields),
                readPolicies(fields),
                fields.text("trust"),
                fields.text("description"),
                fields.number("max_session"));
    }

    private static ManagedPolicy readPolicy(JsonValue value) {
        Fields fields = Fields.of(value);
        List<ManagedPolicy.Version> versions = fields.list("versions", version -> {
            Fields inner = Fields.of(version);
            return new ManagedPolicy.Version(
                    inner.number("number"), inner.text("document"), Instant.parse(inner.text("created")));
        });
        return new ManagedPolicy(
                readEntity(fields),
                fields.text("description"),
                versions,
                fields.number("current"),
                fields.number("latest"),
                false);
    }

    /** The members of an object. Every method throws {@link IllegalArgumentException} for what is not there. */
    private record Fields(Map<String, JsonValue> members) {
        static Fields of(JsonValue value) {
            if (value instanceof JsonValue.Members(Map<String, JsonValue> members)) {
                return new Fields(members);
            }
            throw new IllegalArgumentException("expected an object");
        }

        boolean has(String name) {
            return members.containsKey(name);
        }

        private JsonValue get(String name) {
            JsonValue value = members.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no member " + name);
            }
            return value;
        }

        String text(String name) {
            return text(name, get(name));
        }

        private static String text(String name, JsonValue value) {
            if (value instanceof JsonValue.Text string) {
                return string.text();
            }
            throw new IllegalArgumentException(name + " is no text");
        }

        String literal(String name) {
            if (get(name) instanceof JsonValue.Literal(String text)) {
                return text;
            }
            throw new IllegalArgumentException(name + " is no number and no truth value");
        }

        int number(String name) {
            return Integer.parseInt(literal(name));
        }

        <T> List<T> list(String name, Function<JsonValue, T> reader) {
            if (get(name) instanceof JsonValue.Elements(List<JsonValue> elements)) {
                List<T> list = new ArrayList<>();
                elements.forEach(element -> list.add(reader.apply(element)));
                return list;
            }
            throw new IllegalArgumentException(name + " is no array");
        }

        Set<String> set(String name) {
            return new HashSet<>(list(name, value -> text(name, value)));
        }

        Map<String, String> texts(String name) {
            Map<String, String> texts = new HashMap<>();
            Fields.of(get(name)).members.forEach((key, value) -> texts.put(key, text(name, value)));
            return texts;
        }
    }
}
