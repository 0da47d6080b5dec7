package io.geckos.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMonitorTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void usageIsThatSinceTheStart() throws IOException {
        process(100, 50, 20_000);
        ProcessMonitor process = new ProcessMonitor(folder);
        process.start();
        process(130, 60, 90_000);
        process.look();
        process(150, 70, 30_000);
        assertEquals(new ProcessMonitor.Usage(Duration.ofMillis(700), 30_000L << 10, 90_000L << 10), process.stop());
    }

    @Test
    void aProcessThatIsNotThereIsNamed() {
        ProcessMonitor process = new ProcessMonitor(folder.resolve("4711"));
        UncheckedIOException missing = assertThrows(UncheckedIOException.class, process::start);
        assertEquals("no process to watch at " + folder.resolve("4711"), missing.getMessage());
    }

    private void process(int user, int system, int kibibytes) throws IOException {
        Files.writeString(
                folder.resolve("stat"),
                "4711 (a b) c) S 1 4711 4711 0 -1 4194560 1 2 3 4 " + user + " " + system + " 7 8 20 0 1 0 99 1 2 3\n");
        Files.writeString(folder.resolve("status"), "Name:\ta\nVmHWM:\t99999999 kB\nVmRSS:\t  " + kibibytes + " kB\n");
    }
}
