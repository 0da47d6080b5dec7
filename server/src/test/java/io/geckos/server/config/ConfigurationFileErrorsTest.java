package io.geckos.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.StorageProvider;
import io.geckos.server.verify.VerifyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The annotated file and the code speak of the same keys and defaults. */
class ConfigurationFileErrorsTest {
    private static final Path FILE = Path.of("../docs/geckos3.conf");
    private static final Pattern KEY = Pattern.compile("#([a-z][a-z0-9.-]+) = (.*)");

    /** By file, how it writes a flag. */
    private static final Map<String, String> PLACES = Map.of(
            "packaging/debian/geckos3.1", "-FLAG\\b",
            "packaging/debian/completion", "[ \"]-FLAG\\b",
            "packaging/debian/completion.zsh", "'\\*?-FLAG[\\[=]",
            "packaging/debian/completion.fish", "-o FLAG ");

    @Test
    void fileDocumentsEveryKeyWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(FILE)) {
            Matcher matcher = KEY.matcher(line);
            if (matcher.matches()) {
                documented.put(matcher.group(1), matcher.group(2).replaceAll("^\"|\"$", ""));
            }
        }
        Map<String, String> known = new TreeMap<>();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            known.put(key.path(), key.defaultValue());
        }
        ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(StorageProvider::defaults)
                .forEach(defaults -> defaults.forEach((key, value) -> known.put("storage." + key, value)));
        assertEquals(known, documented);
    }

    /** Flags are where people look for them: in the manual, and behind the tab key of three shells. */
    @Test
    void everyFlagIsInTheManualAndTheCompletions() throws IOException {
        List<String> flags = Pattern.compile("(?m)^  -([a-z-]+)")
                .matcher(CommandLine.USAGE + VerifyCommand.USAGE)
                .results()
                .map(flag -> flag.group(1))
                .distinct()
                .toList();
        assertEquals(16, flags.size(), flags.toString());
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            String text =
                    Files.readString(Path.of("..").resolve(place.getKey())).replace("\\-", "-");
            for (String flag : flags) {
                if (!Pattern.compile(place.getValue().replace("FLAG", flag))
                        .matcher(text)
                        .find()) {
                    missing.add(place.getKey() + " has no -" + flag);
                }
            }
        }
        assertEquals(List.of(), missing);
    }
}
