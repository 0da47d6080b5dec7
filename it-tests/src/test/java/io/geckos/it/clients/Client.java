package io.geckos.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A line of {@code clients/clients.txt}: a client and the job it has to do.
 *
 * @param where {@code ci} or {@code full}
 * @param commands where its command is looked for first, in the directory of installed clients if it is relative
 * @param settings what the server is told before, each {@code key=value}, with spaces between; empty if every setting is
 *     at its default
 */
record Client(String name, String where, String commands, String command, String job, String settings) {
    /** Where the programs are that drive the clients. */
    static final Path PROGRAMS = Path.of("clients").toAbsolutePath();

    /** All of them, or those that {@code which} says: {@code ci}, {@code all}, or the name of one. */
    static List<Client> read(String which) throws IOException {
        return Files.readAllLines(PROGRAMS.resolve("clients.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Client::parse)
                .filter(client -> which.equals("all") || which.equals(client.where) || which.equals(client.name))
                .toList();
    }

    private static Client parse(String line) {
        String[] fields = line.split(" \\| ", -1);
        if (fields.length < 5 || fields.length > 6 || !fields[1].matches("ci|full")) {
            throw new IllegalArgumentException(
                    "clients.txt: not name | ci or full | path | command | job, or these and | key=value …: " + line);
        }
        String settings = fields.length > 5 ? fields[5] : "";
        return new Client(fields[0], fields[1], fields[2], fields[3], fields[4], settings);
    }

    /** The bucket it works in. */
    String bucket() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** The command that runs it, as docs/clients.md shows it. */
    String runsIn() {
        return where.equals("ci") ? "`.ci/run`" : "`it-tests/clients/run`";
    }

    @Override
    public String toString() {
        return name;
    }
}
