package io.geckos.server.unseal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent;
import io.geckos.domain.sealing.Sealer;
import io.geckos.sealing.LocalSealer;
import io.geckos.sealing.MasterKeys;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.settings.MasterKeyFile;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command {@code geckos3 unseal}: decrypts the file of an object, with nothing but its sidecar and its key. */
public final class UnsealCommand {
    public static final String NAME = "unseal";

    public static final String USAGE = """
            Usage: geckos3 unseal [flags] FILE [SIDECAR]
            Decrypts the file of an encrypted object to standard output. Needs its sidecar (FILE.metadata.json) and its key,
            and no server.

              -master-keys=FILE    the master keys of the server
              -customer-key=FILE   the key of the client: 32 bytes, or their Base64
              -help                prints this and exits

            Exit codes:
              0   everything was decrypted
              1   a file cannot be read, or is damaged, or the key is another; what was written is not all
              2   bad arguments or keys
            """;

    private static final List<String> HELP = List.of("-help", "--help", "-h", "-?", "/?", "help");
    private static final String MASTER_KEYS = "-master-keys=";
    private static final String CUSTOMER_KEY = "-customer-key=";
    private static final int BUFFER = 64 << 10;

    private Optional<Path> masters = Optional.empty();
    private Optional<Path> customer = Optional.empty();
    private final List<String> files = new ArrayList<>();

    private UnsealCommand(List<String> arguments) {
        for (String argument : arguments) {
            String flag = argument.startsWith("--") ? argument.substring(1) : argument;
            if (flag.startsWith(MASTER_KEYS)) {
                masters = Optional.of(Path.of(flag.substring(MASTER_KEYS.length())));
            } else if (flag.startsWith(CUSTOMER_KEY)) {
                customer = Optional.of(Path.of(flag.substring(CUSTOMER_KEY.length())));
            } else if (flag.startsWith("-")) {
                throw new ConfigurationException("unseal: unknown flag; geckos3 unseal -help lists them");
            } else {
                files.add(argument);
            }
        }
        if (files.isEmpty() || files.size() > 2 || masters.isPresent() == customer.isPresent()) {
            throw new ConfigurationException(
                    "unseal: needs a FILE, perhaps its SIDECAR, and either -master-keys or -customer-key");
        }
    }

    /**
     * Runs the command.
     *
     * @param arguments the arguments after the command's name
     * @return the exit code, which the usage text documents
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.print(USAGE);
            out.flush();
            return 0;
        }
        UnsealCommand command = new UnsealCommand(arguments);
        try {
            command.decrypt(Channels.newChannel(out));
            out.flush();
            return 0;
        } catch (IOException | SealException e) {
            err.println("unseal: " + e.getMessage());
            return 1;
        }
    }

    private void decrypt(WritableByteChannel sink) throws IOException {
        Path file = Path.of(files.getFirst());
        Path sidecar = Path.of(files.size() > 1 ? files.get(1) : file + ".metadata.json");
        try (FileChannel bytes = FileChannel.open(file)) {
            SealedSidecar described = SealedSidecar.read(sidecar, bytes.size());
            Sealer sealer = new LocalSealer(masters.map(MasterKeyFile::read).orElse(MasterKeys.NONE));
            SealedContent content = sealer.open(described.seal(), key(described));
            requireWhole(sealer, described, bytes.size());
            long size = described.segments().stream()
                    .mapToLong(SealedContent.Segment::size)
                    .sum();
            content.transferTo(
                    (span, to) -> transfer(bytes, span, to), described.segments(), ByteSpan.whole(size), sink);
        }
    }

    /** Bytes behind the last segment would not be noticed by any chunk. */
    private static void requireWhole(Sealer sealer, SealedSidecar described, long stored) {
        long expected = described.segments().stream()
                .mapToLong(segment -> sealer.sealedSize(segment.size()))
                .sum();
        if (stored != expected) {
            throw new SealException.Damaged(stored + " bytes where there should be " + expected);
        }
    }

    private static void transfer(FileChannel bytes, ByteSpan span, WritableByteChannel sink) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long position = span.offset(); position < span.end(); position += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, span.end() - position));
            if (bytes.read(buffer, position) <= 0) {
                throw new SealException.Damaged("it ends at " + position);
            }
            sink.write(buffer.flip());
        }
    }

    private SealKey key(SealedSidecar sidecar) throws IOException {
        if (customer.isPresent() != (sidecar.seal().kind() == Seal.Kind.SSE_C)) {
            throw new IOException("the file is encrypted with a key of the "
                    + (customer.isPresent() ? "server: use -master-keys" : "client: use -customer-key"));
        }
        return customer.isPresent()
                ? customerKey(customer.get())
                : new SealKey.Master(
                        Optional.empty(),
                        sidecar.context().map(UnsealCommand::context).orElse(Map.of()));
    }

    private static SealKey customerKey(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new SealKey.Customer(
                    bytes.length == SealKey.Customer.BYTES
                            ? bytes
                            : Base64.getDecoder().decode(new String(bytes, UTF_8).strip()));
        } catch (IllegalArgumentException _) {
            throw new ConfigurationException("-customer-key: " + file + " has neither 32 bytes nor their Base64");
        }
    }

    private static Map<String, String> context(String base64) {
        Map<String, String> context = new HashMap<>();
        try (JsonReader json =
                Json.createReader(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            json.readObject().forEach((name, value) -> context.put(name, ((JsonString) value).getString()));
        }
        return context;
    }
}
