package io.geckos.server.config;

import io.geckos.domain.engine.StorageProvider;
import io.geckos.server.process.HelidonServiceFilter;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.nio.file.Path;
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
import java.util.stream.Stream;

/**
 * The configuration as text. It is read from four layers: flags, environment, file and defaults. The first layer that
 * has a key wins.
 */
public final class Configuration {
    /** The storage engine's key for its directory. It has the flag and the variable of the original geckos3. */
    static final String DATA_DIR = "storage.data-dir";

    /** The storage engine's key that has a flag of its own. */
    public static final String DURABILITY = "storage.durability";

    private static final String DATA_DIR_VARIABLE = "S3LITE_DATA_DIR";
    private static final String STORAGE = "storage.";
    private static final Set<ConfigurationKey> SECRETS = EnumSet.of(
            ConfigurationKey.SECRET_KEY,
            ConfigurationKey.ACCOUNTS,
            ConfigurationKey.ADMIN_TOKEN,
            ConfigurationKey.MASTER_KEYS);

    private static final String OURS = "GECKOS3_";
    private static final String SEEDS = "S3LITE_";

    /** Variables that the launcher reads, and not the server. */
    private static final List<String> LAUNCHER_VARIABLES = List.of("GECKOS3_JAVA_HOME", "GECKOS3_JAVA_OPTS");

    /** The values of all layers but the defaults, by path. The items of a list are separated by commas. */
    private final Map<String, String> values = new LinkedHashMap<>();

    private final Optional<Path> file;
    private final StorageProvider provider;
    private final Map<String, String> environment;

    /**
     * Reads all layers.
     *
     * @throws ConfigurationException on a file that cannot be read, an unknown key, or an unknown storage engine
     */
    public Configuration(CommandLine commandLine, Map<String, String> environment) {
        this.file = commandLine.configFile();
        Optional<Config> config = file.map(Configuration::file);
        config.ifPresent(this::putLeaves);
        for (ConfigurationKey key : ConfigurationKey.values()) {
            putFirst(key.path(), key.variables(), environment);
        }
        Map<String, String> flags = commandLine.values();
        this.provider =
                provider(flags.getOrDefault(ConfigurationKey.STORAGE_TYPE.path(), get(ConfigurationKey.STORAGE_TYPE)));
        config.ifPresent(this::refuseUnknown);
        flags.keySet().forEach(this::refuseUnknown);
        refuseUnknownVariables(environment);
        if (environment.containsKey(DATA_DIR_VARIABLE)) {
            refuseUnusedDataDir(DATA_DIR_VARIABLE);
        }
        putFirst(DATA_DIR, List.of(DATA_DIR_VARIABLE), environment);
        for (String key : provider.defaults().keySet()) {
            putFirst(STORAGE + key, List.of(ConfigurationKey.variable(STORAGE + key)), environment);
        }
        values.putAll(flags);
        this.environment = environment;
    }

    /** The environment of the process. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The configuration file, if there is one. */
    public Optional<Path> file() {
        return file;
    }

    public StorageProvider provider() {
        return provider;
    }

    /** The value of a key, from the first layer that has it. */
    public String get(ConfigurationKey key) {
        return values.getOrDefault(key.path(), key.defaultValue());
    }

    /** The values of a key that is a list; in a flag or variable they are separated by commas. */
    public List<String> list(ConfigurationKey key) {
        return ListSetting.items(get(key));
    }

    /** Whether any layer but the defaults has the key. */
    public boolean isSet(ConfigurationKey key) {
        return values.containsKey(key.path());
    }

    /** The settings for the storage engine, by key without {@code storage.}. */
    public Map<String, String> storage() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : provider.defaults().keySet()) {
            Optional.ofNullable(values.get(STORAGE + key)).ifPresent(value -> settings.put(key, value));
        }
        return settings;
    }

    /** The data directory of the storage engine; empty for an engine that has none. */
    public Optional<Path> dataDir() {
        return Optional.ofNullable(provider.defaults().get(DATA_DIR.substring(STORAGE.length())))
                .map(defaultValue -> Path.of(values.getOrDefault(DATA_DIR, defaultValue))
                        .toAbsolutePath()
                        .normalize());
    }

    /** Every key and its value, without secrets. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            shown.put(key.path(), SECRETS.contains(key) ? "(not shown)" : get(key));
        }
        provider.defaults()
                .forEach((key, value) -> shown.put(STORAGE + key, storage().getOrDefault(key, value)));
        return shown;
    }

    private static Config file(Path file) {
        HelidonServiceFilter.none();
        ConfigurationFileErrors.requireReadable(file);
        try {
            return Config.builder(ConfigSources.file(file))
                    .disableEnvironmentVariablesSource()
                    .disableSystemPropertiesSource()
                    .disableKeyResolving()
                    .disableValueResolving()
                    .build();
        } catch (ConfigException e) {
            throw ConfigurationFileErrors.notUnderstood(file, e.getCause() == null ? e : e.getCause());
        }
    }

    private void putLeaves(Config file) {
        // A list without items has no leaves, but it still overrides the default.
        file.traverse()
                .filter(node -> node.type() == Config.Type.LIST
                        && node.asNodeList().get().isEmpty())
                .forEach(node -> values.put(path(node), ""));
        file.traverse()
                .filter(node -> node.type() == Config.Type.VALUE)
                .forEach(node -> values.merge(path(node), node.asString().get(), (a, b) -> a + ", " + b));
    }

    /** The path of a key. For an item of a list, the path of the list. */
    private static String path(Config node) {
        return node.key().toString().replaceAll("\\.\\d+(?=\\.|$)", "");
    }

    private void putFirst(String path, List<String> variables, Map<String, String> environment) {
        variables.stream()
                .filter(environment::containsKey)
                .findFirst()
                .ifPresent(variable -> values.put(path, environment.getOrDefault(variable, "")));
    }

    private void refuseUnknown(Config file) {
        NavigableSet<String> known = knownPaths();
        file.traverse().filter(node -> !node.key().isRoot()).forEach(node -> {
            String path = path(node);
            boolean parent = String.valueOf(known.higher(path + ".")).startsWith(path + ".");
            if (!known.contains(path) && !(parent && node.type() == Config.Type.OBJECT)) {
                throw new ConfigurationException("unknown key " + path + nearest(path, known));
            }
        });
    }

    /** Refuses a data directory, whose flag and variable have names of their own, if the engine has none. */
    private void refuseUnusedDataDir(String given) {
        if (!knownPaths().contains(DATA_DIR)) {
            throw new ConfigurationException(
                    "storage.type " + provider.type() + " has no data directory: leave out " + given);
        }
    }

    /** Refuses a key that neither the server nor the engine knows. */
    private void refuseUnknown(String path) {
        NavigableSet<String> known = knownPaths();
        if (path.equals(DATA_DIR)) {
            refuseUnusedDataDir("-data-dir");
        }
        if (!known.contains(path)) {
            throw new ConfigurationException("unknown key " + path + nearest(path, known));
        }
    }

    /** Refuses unknown variables. A misspelt one would otherwise be ignored, and the default used. */
    private void refuseUnknownVariables(Map<String, String> environment) {
        Set<String> ours = new TreeSet<>(environment.keySet());
        ours.removeIf(name -> !(name.startsWith(OURS) || name.startsWith(SEEDS)) || LAUNCHER_VARIABLES.contains(name));
        if (ours.isEmpty()) {
            return;
        }
        TreeSet<String> known = new TreeSet<>(Set.of(DATA_DIR_VARIABLE));
        knownPaths().forEach(path -> known.add(ConfigurationKey.variable(path)));
        Stream.of(ConfigurationKey.values()).map(ConfigurationKey::variables).forEach(known::addAll);
        for (String name : ours) {
            if (!known.contains(name)) {
                String prefix = name.startsWith(OURS) ? OURS : SEEDS;
                throw new ConfigurationException("unknown environment variable " + name
                        + nearest(name, known.subSet(prefix, prefix + Character.MAX_VALUE)));
            }
        }
    }

    private NavigableSet<String> knownPaths() {
        TreeSet<String> known = new TreeSet<>();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            known.add(key.path());
        }
        provider.defaults().keySet().forEach(key -> known.add(STORAGE + key));
        return known;
    }

    private static String nearest(String path, SortedSet<String> known) {
        String group = path.substring(0, path.lastIndexOf('.') + 1);
        List<String> siblings =
                known.stream().filter(other -> other.startsWith(group)).toList();
        return SpellingSuggestion.nearest(path, known)
                        .map(it -> ", did you mean " + it + "? Allowed are ")
                        .orElse(", allowed are ")
                + String.join(", ", siblings.isEmpty() ? known : siblings);
    }

    private static StorageProvider provider(String type) {
        TreeSet<String> types = new TreeSet<>();
        for (StorageProvider candidate : ServiceLoader.load(StorageProvider.class)) {
            if (candidate.type().equals(type)) {
                return candidate;
            }
            types.add(candidate.type());
        }
        throw ConfigurationException.badValue(ConfigurationKey.STORAGE_TYPE.path(), type, String.join(" or ", types));
    }
}
