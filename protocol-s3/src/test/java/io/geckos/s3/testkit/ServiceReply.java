package io.geckos.s3.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.s3.api.S3Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An answer, read to its end. */
public final class ServiceReply {
    private final S3Response response;
    private final Map<String, String> headers = new HashMap<>();
    private final byte[] bytes;

    private ServiceReply(S3Response response, byte[] bytes) {
        this.response = response;
        this.bytes = bytes;
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    }

    /** Reads the body as a server would. */
    static ServiceReply of(S3Response response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            switch (response.body()) {
                case S3Response.Body.Empty() -> {}
                case S3Response.Body.Bytes(ByteBuffer document) ->
                    Channels.newChannel(bytes).write(document);
                case S3Response.Body.Streamed(S3Response.Writer writer) -> writer.writeTo(bytes);
                case S3Response.Body.Stored stored -> {
                    try (var object = stored.object()) {
                        object.transferTo(stored.span(), Channels.newChannel(bytes));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServiceReply(response, bytes.toByteArray());
    }

    public int status() {
        return response.status();
    }

    public S3Response.Facts facts() {
        return response.facts();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String text() {
        return new String(bytes, UTF_8);
    }

    /** The value of a header, in whatever case; empty if there is none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The error code; empty if this is no error. */
    public String error() {
        return response.facts().errorCode().orElse("");
    }

    /** The text of the first element of that name; empty if there is none. */
    public String element(String name) {
        List<String> all = elements(name);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** The texts of all elements of that name, as they stand in the document. */
    public List<String> elements(String name) {
        List<String> found = new ArrayList<>();
        String text = text();
        String open = "<" + name + ">";
        for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, at + 1)) {
            found.add(text.substring(at + open.length(), text.indexOf("</" + name + ">", at)));
        }
        return found;
    }

    /** Fails unless this is an error of that status and code. */
    public ServiceReply requireError(int status, String code) {
        requireStatus(status);
        if (!error().equals(code)) {
            throw new AssertionError("expected " + code + " but was: " + text());
        }
        return this;
    }

    /** Itself, if the status is that. */
    public ServiceReply requireStatus(int status) {
        if (status() != status) {
            throw new AssertionError("status " + status() + ": " + text());
        }
        return this;
    }
}
