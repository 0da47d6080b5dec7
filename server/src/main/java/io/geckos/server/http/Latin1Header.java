package io.geckos.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.helidon.common.GenericType;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.mapper.Value;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A header whose value is sent in ISO 8859-1, one byte for each character. Helidon sends other headers in ASCII. */
record Latin1Header(Header ascii) implements Header {
    @Override
    public byte[] valueBytes() {
        return get().getBytes(ISO_8859_1);
    }

    @Override
    public void writeHttp1Header(BufferData buffer) {
        buffer.write(headerName().defaultCase().getBytes(ISO_8859_1));
        buffer.write(new byte[] {':', ' '});
        buffer.write(valueBytes());
        buffer.write(new byte[] {'\r', '\n'});
    }

    @Override
    public String name() {
        return ascii.name();
    }

    @Override
    public HeaderName headerName() {
        return ascii.headerName();
    }

    @Override
    public String get() {
        return ascii.get();
    }

    @Override
    public List<String> allValues() {
        return ascii.allValues();
    }

    @Override
    public int valueCount() {
        return ascii.valueCount();
    }

    @Override
    public boolean sensitive() {
        return ascii.sensitive();
    }

    @Override
    public boolean changing() {
        return ascii.changing();
    }

    @Override
    public <N> Value<N> as(Class<N> type) {
        return ascii.as(type);
    }

    @Override
    public <N> Value<N> as(Function<? super String, ? extends N> mapper) {
        return ascii.as(mapper);
    }

    @Override
    public <N> Value<N> as(GenericType<N> type) {
        return ascii.as(type);
    }

    @Override
    public Optional<String> asOptional() {
        return ascii.asOptional();
    }

    @Override
    public Value<Boolean> asBoolean() {
        return ascii.asBoolean();
    }

    @Override
    public Value<String> asString() {
        return ascii.asString();
    }

    @Override
    public Value<Integer> asInt() {
        return ascii.asInt();
    }

    @Override
    public Value<Long> asLong() {
        return ascii.asLong();
    }

    @Override
    public Value<Double> asDouble() {
        return ascii.asDouble();
    }
}
