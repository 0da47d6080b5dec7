package io.geckos.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.config.CommandLine;
import io.geckos.server.migrate.MigrateCommand;
import io.geckos.server.verify.VerifyCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells offer is what the program takes. */
class CompletionTest {
    private static final Path FOLDER = Path.of("../packaging/debian");
    private static final Pattern FLAG = Pattern.compile("^ +-([a-z-]+)", Pattern.MULTILINE);

    @ParameterizedTest
    @CsvSource({
        "completion, '(?<=[ \"])-([a-z-]+)(?==? |=?\")'",
        "completion.zsh, '''\\*?-([a-z-]+)=?\\['",
        "completion.fish, ' -o ([a-z-]+)'"
    })
    void flagsAreThoseOfTheUsage(String file, Pattern flag) throws Exception {
        String completion = Files.readAllLines(FOLDER.resolve(file)).stream()
                .filter(line -> !file.equals("completion") || line.matches(".*flags[+]?=.*"))
                .collect(Collectors.joining("\n"));
        assertEquals(
                names(FLAG, CommandLine.USAGE + VerifyCommand.USAGE + MigrateCommand.USAGE), names(flag, completion));
        assertTrue(completion.contains(VerifyCommand.NAME));
        assertTrue(completion.contains(MigrateCommand.NAME));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult it) -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "geckos3 v, verify",
        "geckos3 -ch, -check-config",
        "geckos3 -a, -admin-listen= -access-key= -auth=",
        "geckos3 -durability = s, strict",
        "geckos3 -auth = t, true",
        "geckos3 verify -, -data-dir= -config= -json -repair -help",
        "geckos3 verify -config, -config=",
        "geckos3 m, migrate",
        "geckos3 migrate -, -bucket= -verify-only -help"
    })
    void bashOffers(String line, String offered) throws Exception {
        String script = "compopt() { :; }; . \"$0\"; COMP_WORDS=(" + line + ");"
                + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _geckos3; echo \"${COMPREPLY[*]}\"";
        Process bash = new ProcessBuilder(
                        "bash", "-euc", script, FOLDER.resolve("completion").toString())
                .redirectErrorStream(true)
                .start();
        assertEquals(offered, new String(bash.getInputStream().readAllBytes(), UTF_8).strip());
        assertEquals(0, bash.waitFor());
    }
}
