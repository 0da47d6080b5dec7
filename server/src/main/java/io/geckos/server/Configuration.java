package io.geckos.server;

import io.geckos.domain.StorageProvider;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The layers of the configuration, put on top of each other: flags, environment, file, defaults. */
final class Configuration {
    /** The storage engine's key for its directory, which has the original's flag and variable. */
    static final String DATA_DIR = "storage.data-dir";

    private static final String DATA_DIR_VARIABLE = "S3LITE_DATA_DIR";
    private static final String STORAGE = "storage.";
    private static final Set<Key> SECRETS = EnumSet.of(Key.SECRET_KEY, Key.ADMIN_TOKEN);

    /** Variables that speak to the launcher, not to the server. */
    private static final List<String> LAUNCHER_VARIABLES = List.of("GECKOS3_JAVA_HOME", "GECKOS3_JAVA_OPTS");

    private final Config config;
    private final StorageProvider provider;

    /**
     * Reads all layers.
     *
     * @throws ConfigurationException on a file that cannot be read, an unknown key, or an unknown storage engine
     */
    Configuration(CommandLine commandLine, Map<String, String> environment) {
        Config file = file(commandLine.configFile());
        String type = first(commandLine.values(), environment, Key.STORAGE_TYPE)
                .or(() -> file.get(Key.STORAGE_TYPE.path()).asString().asOptional())
                .orElse(Key.STORAGE_TYPE.defaultValue());
        this.provider = provider(type);
        refuseUnknown(file);
        refuseUnknownVariables(environment);
        this.config = layers(commandLine.values(), variables(environment), file);
    }

    StorageProvider provider() {
        return provider;
    }

    /** The value of a key, from the first layer that has it. */
    String get(Key key) {
        return config.get(key.path()).asString().orElse(key.defaultValue());
    }

    /** The values of a key that is a list; in a flag or variable they are separated by commas. */
    List<String> list(Key key) {
        Config node = config.get(key.path());
        if (node.isList()) {
            return node.asList(String.class).get();
        }
        return node.asString().asOptional().stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Whether any layer but the defaults has the key. */
    boolean isSet(Key key) {
        return config.get(key.path()).exists();
    }

    /** What is set for the storage engine, by key without {@code storage.}. */
    Map<String, String> storage() {
        Map<String, String> settings = new LinkedHashMap<>();
        provider.defaults()
                .keySet()
                .forEach(key -> config.get(STORAGE + key).asString().ifPresent(value -> settings.put(key, value)));
        return settings;
    }

    /** Where the storage engine keeps its data; empty for one that keeps it elsewhere than in a directory. */
    Optional<Path> dataDir() {
        return Optional.ofNullable(provider.defaults().get(DATA_DIR.substring(STORAGE.length())))
                .map(defaultValue -> Path.of(config.get(DATA_DIR).asString().orElse(defaultValue))
                        .toAbsolutePath()
                        .normalize());
    }

    /** Every key and its value, but for what must not be shown. */
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        for (Key key : Key.values()) {
            shown.put(key.path(), SECRETS.contains(key) ? "(not shown)" : shownValue(key));
        }
        provider.defaults()
                .forEach((key, value) -> shown.put(STORAGE + key, storage().getOrDefault(key, value)));
        return shown;
    }

    private String shownValue(Key key) {
        return config.get(key.path()).isList() ? String.join(", ", list(key)) : get(key);
    }

    private static Config layers(Map<String, String> flags, Map<String, String> variables, Config file) {
        List<Supplier<? extends ConfigSource>> sources = new ArrayList<>();
        sources.add(ConfigSources.create(flags));
        sources.add(ConfigSources.create(variables));
        sources.add(ConfigSources.create(file));
        return plain(sources);
    }

    private static Config file(Optional<Path> path) {
        if (path.isEmpty()) {
            return Config.empty();
        }
        Path file = path.get();
        if (!Files.isReadable(file)) {
            throw new ConfigurationException("-config: cannot read \"" + file + "\"");
        }
        try {
            return plain(List.of(ConfigSources.file(file)));
        } catch (ConfigException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigurationException(file + ": "
                    + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Config plain(List<Supplier<? extends ConfigSource>> sources) {
        return Config.builder()
                .sources(sources)
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .disableKeyResolving()
                .disableValueResolving()
                .build();
    }

    private Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Key key : Key.values()) {
            first(Map.of(), environment, key).ifPresent(value -> values.put(key.path(), value));
        }
        for (String key : provider.defaults().keySet()) {
            Optional.ofNullable(environment.get(Key.variable(STORAGE + key)))
                    .ifPresent(value -> values.put(STORAGE + key, value));
        }
        Optional.ofNullable(environment.get(DATA_DIR_VARIABLE)).ifPresent(value -> values.putIfAbsent(DATA_DIR, value));
        return values;
    }

    private static Optional<String> first(Map<String, String> flags, Map<String, String> environment, Key key) {
        return Optional.ofNullable(flags.get(key.path()))
                .or(() -> key.variables().stream()
                        .filter(environment::containsKey)
                        .findFirst()
                        .map(environment::get));
    }

    private void refuseUnknown(Config file) {
        NavigableSet<String> known = knownPaths();
        file.traverse().filter(node -> !node.key().isRoot()).forEach(node -> {
            String path = node.key().toString().replaceAll("\\.\\d+(?=\\.|$)", "");
            boolean parent = String.valueOf(known.higher(path + ".")).startsWith(path + ".");
            if (!known.contains(path) && !(parent && node.type() == Config.Type.OBJECT)) {
                throw new ConfigurationException("unknown key " + path + nearest(path, known));
            }
        });
    }

    private void refuseUnknownVariables(Map<String, String> environment) {
        TreeSet<String> known = new TreeSet<>();
        knownPaths().forEach(path -> known.add(Key.variable(path)));
        for (String name : environment.keySet()) {
            boolean ours = name.startsWith("GECKOS3_") && !LAUNCHER_VARIABLES.contains(name);
            if (ours && !known.contains(name)) {
                throw new ConfigurationException("unknown environment variable " + name + nearest(name, known));
            }
        }
    }

    private NavigableSet<String> knownPaths() {
        TreeSet<String> known = new TreeSet<>();
        for (Key key : Key.values()) {
            known.add(key.path());
        }
        provider.defaults().keySet().forEach(key -> known.add(STORAGE + key));
        return known;
    }

    private static String nearest(String path, SortedSet<String> known) {
        String group = path.substring(0, path.lastIndexOf('.') + 1);
        List<String> siblings =
                known.stream().filter(other -> other.startsWith(group)).toList();
        return ", allowed are " + String.join(", ", siblings.isEmpty() ? known : siblings);
    }

    private static StorageProvider provider(String type) {
        TreeSet<String> types = new TreeSet<>();
        for (StorageProvider candidate : ServiceLoader.load(StorageProvider.class)) {
            if (candidate.type().equals(type)) {
                return candidate;
            }
            types.add(candidate.type());
        }
        throw ConfigurationException.badValue(Key.STORAGE_TYPE.path(), type, String.join(" or ", types));
    }
}
