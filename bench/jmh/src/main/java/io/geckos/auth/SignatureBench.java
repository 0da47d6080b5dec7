package io.geckos.auth;

import io.geckos.domain.security.Authenticator.Authentication;
import io.geckos.domain.security.Authenticator.SignedRequest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Canonical request and signature of a GET. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SignatureBench {
    private final SignatureAuthenticator authenticator =
            new SignatureAuthenticator(Signing.CREDENTIALS, Optional.empty(), SignatureV2Policy.OFF, Signing.CLOCK);
    private final SignedRequest byHeader = Signing.byHeader();
    private final SignedRequest byQuery = Signing.byQuery();

    /** In the Authorization header. */
    @Benchmark
    public Authentication header() {
        return authenticator.authenticate(byHeader);
    }

    /** In the URL. */
    @Benchmark
    public Authentication presigned() {
        return authenticator.authenticate(byQuery);
    }
}
