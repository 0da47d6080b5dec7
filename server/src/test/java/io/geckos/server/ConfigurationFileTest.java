package io.geckos.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The annotated file and the code speak of the same keys and defaults. */
class ConfigurationFileTest {
    private static final Path FILE = Path.of("../docs/geckos3.conf");
    private static final Pattern KEY = Pattern.compile("#([a-z][a-z.-]+) = (.*)");

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
        for (Key key : Key.values()) {
            known.put(key.path(), key.defaultValue());
        }
        ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals("fs"))
                .findFirst()
                .orElseThrow()
                .defaults()
                .forEach((key, value) -> known.put("storage." + key, value));
        assertEquals(known, documented);
    }
}
