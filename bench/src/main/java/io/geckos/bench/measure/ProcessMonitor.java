package io.geckos.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time and memory of a process of this machine, from {@code /proc}. Every method throws
 * {@link UncheckedIOException} when there is no such process.
 */
public final class ProcessMonitor {
    /** What the kernel calls {@code USER_HZ}: 100 on every architecture that Linux still runs on. */
    private static final long TICK_NANOS = 10_000_000;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final Path folder;
    private Duration cpuBefore = Duration.ZERO;
    private long highest;

    /**
     * The resources that a process has used while it was watched.
     *
     * @param cpu the processor time in user and kernel mode
     * @param rss bytes resident at the end
     * @param highestRss the most bytes resident, sampled several times a second
     */
    public record Usage(Duration cpu, long rss, long highestRss) {}

    ProcessMonitor(Path folder) {
        this.folder = folder;
    }

    public static ProcessMonitor of(long pid) {
        return new ProcessMonitor(Path.of("/proc", Long.toString(pid)));
    }

    /** Begins to watch. */
    public void start() {
        cpuBefore = cpu();
        highest = rss();
    }

    /** Takes a sample of the memory. */
    public void look() {
        highest = Math.max(highest, rss());
    }

    /** The usage since {@link #start}. */
    public Usage stop() {
        look();
        return new Usage(cpu().minus(cpuBefore), rss(), highest);
    }

    private Duration cpu() {
        String stat = read("stat");
        // The second field is the command's name in brackets, and may hold blanks and brackets itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofNanos((Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * TICK_NANOS);
    }

    /** Bytes resident now. */
    public long rss() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /** File descriptors open now. */
    public long descriptors() {
        try (Stream<Path> all = Files.list(folder.resolve("fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException("no process to watch at " + folder, e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("no process to watch at " + folder, e);
        }
    }
}
