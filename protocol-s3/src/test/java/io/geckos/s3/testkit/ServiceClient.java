package io.geckos.s3.testkit;

import io.geckos.access.S3PolicyChecker;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccountDirectory;
import io.geckos.domain.security.Identity;
import io.geckos.s3.S3Service;
import io.geckos.s3.api.RequestMemory;
import io.geckos.s3.api.RequestOrigin;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.api.S3Response;
import io.geckos.s3.api.S3Settings;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends requests straight to an {@link S3Service} over the in-memory reference storage. */
public final class ServiceClient {
    public static final AccessPolicy KNOWN_ONLY =
            request -> request.identity() instanceof Identity.Known ? Decision.ALLOWED : Decision.DENIED;

    public final FakeAuthenticator authenticator = new FakeAuthenticator();
    public final Storage storage;
    private final S3Service service;

    /** Speaks to an empty storage, in no region in particular. */
    public ServiceClient() {
        this(S3Settings.of(FakeAuthenticator.OWNER));
    }

    public ServiceClient(S3Settings settings) {
        storage = new MemoryStorage();
        service = new S3Service(settings, authenticator, KNOWN_ONLY, new S3PolicyChecker(), storage);
    }

    public ServiceClient(Storage storage, AccessPolicy policy) {
        this(storage, policy, AccountDirectory.of(FakeAuthenticator.OWNER));
    }

    public ServiceClient(Storage storage, AccessPolicy policy, AccountDirectory accounts) {
        S3Settings settings =
                S3Settings.builder(FakeAuthenticator.OWNER).accounts(accounts).build();
        this.storage = storage;
        service = new S3Service(settings, authenticator, policy, new S3PolicyChecker(), storage);
    }

    /** A client that has already made {@code bucket}. */
    public static ServiceClient withBucket() {
        ServiceClient client = new ServiceClient();
        client.send("PUT", "/bucket").requireStatus(200);
        return client;
    }

    /** Sends a request of the owner's without a body; {@code headers} are names and values in turn. */
    public ServiceReply send(String method, String uri, String... headers) {
        return send(method, uri, new byte[0], headers);
    }

    /** Sends a request of the owner's. */
    public ServiceReply send(String method, String uri, byte[] body, String... headers) {
        Map<String, List<String>> all = headers(headers);
        all.putIfAbsent("authorization", List.of("owner"));
        all.putIfAbsent("content-length", List.of(String.valueOf(body.length)));
        return exchange(method, uri, new ByteArrayInputStream(body), all);
    }

    /** Sends a request of nobody's. */
    public ServiceReply sendAnonymously(String method, String uri, String... headers) {
        return exchange(method, uri, InputStream.nullInputStream(), headers(headers));
    }

    /** The keys in {@code bucket}. */
    public List<String> keys() {
        return send("GET", "/bucket?list-type=2").elements("Key");
    }

    /** Sends just that. */
    public ServiceReply exchange(String method, String uri, InputStream body, Map<String, List<String>> headers) {
        return exchange(method, uri, body, headers, "127.0.0.1");
    }

    /** Sends just that from an address. */
    public ServiceReply exchange(
            String method, String uri, InputStream body, Map<String, List<String>> headers, String address) {
        int mark = uri.indexOf('?');
        headers.putIfAbsent("host", List.of("localhost:9000"));
        S3Request request = new S3Request(
                "REQUEST",
                method,
                mark < 0 ? uri : uri.substring(0, mark),
                mark < 0 ? "" : uri.substring(mark + 1),
                headers,
                body,
                RequestOrigin.plain(address),
                RequestMemory.UNLIMITED);
        S3Response response = service.handle(request);
        ExecutedOperations.add(response);
        return ServiceReply.of(response);
    }

    public static Map<String, List<String>> headers(String... namesAndValues) {
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.computeIfAbsent(namesAndValues[i].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(namesAndValues[i + 1]);
        }
        return headers;
    }
}
