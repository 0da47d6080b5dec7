package io.geckos.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that allow more than was meant, and those that do not. */
class SecurityWarningsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -auth=false                                                      | so only this machine is served
            -auth=false -listen=:1 -set auth.allow-anonymous=true            | everybody who reaches :1 can
            -access-key=mine                                                 | auth.secret-key is not
            -listen=:1 -set auth.allow-default-keys=true                     | set auth.secret-key
            -admin-listen=:1                                                 | admin.listen is open
            -set admin.token=x                                               | admin.token has 1 character,
            -set console.origin=https://console.example.com                  | the console at https://console.example.com
            """)
    void whatIsDangerousIsWarnedOf(String flags, String warning) {
        Configuration configuration = new Configuration(CommandLine.parse(flags.split(" ")), Map.of());
        List<String> warnings = SecurityWarnings.of(SettingsReader.read(configuration), configuration);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().contains(warning), warnings.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "-listen=127.0.0.1:9000",
        "-auth=false -listen=127.0.0.1:1",
        "-access-key=mine -secret-key=mysecretkey",
        "-access-key=mine -secret-key=mysecretkey -set console.origin=https://console.example.com"
    })
    void whatIsNotDangerousIsNotWarnedOf(String flags) {
        Configuration configuration = new Configuration(CommandLine.parse(flags.split(" ")), Map.of());
        assertEquals(List.of(), SecurityWarnings.of(SettingsReader.read(configuration), configuration));
    }
}
