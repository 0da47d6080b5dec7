package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.AccountUsers;
import io.geckos.access.DenialLog;
import io.geckos.access.PolicySimulation;
import io.geckos.access.ServiceAccessPolicy;
import io.geckos.access.store.PrincipalDirectory;
import io.geckos.access.store.UserDatabase;
import io.geckos.domain.name.Principal;
import io.geckos.domain.security.Account;
import io.geckos.iam.operation.OperationTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/iam.md has every operation that is served, with its parameters. */
class IamPageTest {
    private static final Path PAGE = Path.of("..", "docs", "iam.md");
    private static final String HEAD = "| service | operation | parameters |";

    @Test
    void tableListsTheOperations() throws IOException {
        List<String> table = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertEquals(String.join("\n", rows()), String.join("\n", table));
    }

    private static List<String> rows() {
        IamClient client = new IamClient();
        Account account = new Account(IamClient.ACCOUNT, new Principal("canonical", "owner"));
        AccountUsers users = new AccountUsers(account, () -> UserDatabase.EMPTY, false);
        ServiceAccessPolicy access =
                new ServiceAccessPolicy(users, Clock.systemUTC(), new DenialLog(Clock.systemUTC()));
        OperationTable operations = new OperationTable(
                client.store,
                client.accounts::users,
                PrincipalDirectory.of(client.accounts),
                access,
                new PolicySimulation(users, Clock.systemUTC()));
        List<String> rows = new ArrayList<>();
        for (String service : List.of("iam", "sts")) {
            for (String name : operations.names(service)) {
                String parameters = new TreeSet<>(
                                operations.find(service, name).orElseThrow().parameters())
                        .stream()
                                .filter(parameter -> !parameter.isEmpty())
                                .map(parameter -> "`" + parameter + "`")
                                .collect(Collectors.joining(", "));
                rows.add("| " + service + " | " + name + " | " + parameters + " |");
            }
        }
        return rows;
    }
}
