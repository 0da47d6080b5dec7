package io.geckos.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of the module {@code console}, read at the first request and compressed once. The page {@code index.html}
 * names all others. They are served below a path that has the hash of all of them, so that browsers keep them for ever and
 * never mix those of two releases.
 */
final class ConsoleFiles {
    private static final String FOLDER = "META-INF/console/";
    private static final String PREFIX = "/console/";
    private static final Pattern NAMED = Pattern.compile("\"" + PREFIX + "([A-Za-z0-9-]+\\.[a-z]+)\"");
    private static final int HASH_DIGITS = 16;

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "md", "text/plain; charset=utf-8",
            "svg", "image/svg+xml");

    private final String index;
    private final String folder;
    private final Map<String, ConsolePage> pages = new LinkedHashMap<>();

    private ConsoleFiles(String html) {
        MessageDigest hash = sha256();
        Map<String, byte[]> files = new LinkedHashMap<>();
        NAMED.matcher(html).results().map(named -> named.group(1)).forEach(name -> {
            byte[] content = read(name).orElseThrow(() -> new IllegalStateException("the console has no " + name));
            files.put(name, content);
            hash.update(content);
        });
        this.folder = PREFIX + HexFormat.of().formatHex(hash.digest()).substring(0, HASH_DIGITS) + "/";
        this.index = NAMED.matcher(html).replaceAll("\"" + folder + "$1\"");
        files.forEach((name, content) -> pages.put(folder + name, ConsolePage.of(headers(name), content)));
    }

    /** Reads all files; empty if the module is not there. */
    static Optional<ConsoleFiles> read() {
        return read("index.html").map(html -> new ConsoleFiles(new String(html, UTF_8)));
    }

    /** The first page, which refers to the others by their paths. */
    String index() {
        return index;
    }

    /** The file at a path, if there is one. */
    Optional<ConsolePage> at(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    private static Map<String, String> headers(String name) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
        headers.put("cache-control", "public, max-age=31536000, immutable");
        headers.put("x-content-type-options", "nosniff");
        headers.put("referrer-policy", "no-referrer");
        headers.put("cross-origin-resource-policy", "same-origin");
        headers.put("vary", "accept-encoding");
        return headers;
    }

    private static Optional<byte[]> read(String name) {
        // By the loader, which finds what is in no package of any module; a class would look in its own module only.
        try (InputStream file = ConsoleFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
