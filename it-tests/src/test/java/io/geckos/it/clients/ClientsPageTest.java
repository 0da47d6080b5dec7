package io.geckos.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of docs/clients.md has every client of {@code clients/clients.txt}, with its job and where it runs. */
class ClientsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "clients.md");
    private static final String HEAD = "| client | version | its job |";

    @Test
    void tableListsTheClientsThatHaveAJob() throws IOException {
        List<String> table = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(ClientsPageTest::cells)
                .toList();
        List<String> clients = Client.read("all").stream()
                .map(client -> client.name() + ": " + client.job() + ", " + client.runsIn())
                .toList();
        assertEquals(clients, table);
    }

    private static String cells(String row) {
        String[] cells = row.split(" *\\| *", -1);
        return cells[1] + ": " + cells[3] + ", " + cells[4];
    }
}
