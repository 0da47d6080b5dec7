package io.geckos.it.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.ForwardingBucketRepository;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.engine.ForwardingStorage;
import io.geckos.domain.error.StorageCapability;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.error.StorageException.Busy;
import io.geckos.domain.error.StorageException.ConditionFailed;
import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.domain.error.StorageException.WriteConflict;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteOutcome;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ForwardingObjectStore;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectStore;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.it.testkit.RawHttp;
import io.geckos.it.testkit.RawHttp.Reply;
import io.geckos.it.testkit.WireRequest;
import io.geckos.storage.testkit.memory.MemoryStorage;
import io.geckos.storage.testkit.model.concurrent.ConcurrentClient.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One bucket of several servers, as the model of linearizability calls it: each request goes to the next server. The tags of
 * objects are sent as their metadata, because one answer must have all that the model compares. A request without an answer,
 * and one that is answered with 503, is {@link Unavailable}; a copy whose source is gone is {@link Busy}.
 */
final class HttpStorage extends ForwardingStorage {
    /** The calls of the model that one request can make; RETAG and COMPLETE need more than one. */
    static final Set<Kind> KINDS = EnumSet.complementOf(EnumSet.of(Kind.RETAG, Kind.COMPLETE));

    private static final String TAG = "x-amz-meta-";
    private static final Pattern ENTRY =
            Pattern.compile("<Key>(.*?)</Key>.*?<ETag>&quot;(.*?)&quot;</ETag>.*?<Size>(\\d+)</Size>", Pattern.DOTALL);

    private final List<InetSocketAddress> servers;
    private final String bucket;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    HttpStorage(List<InetSocketAddress> servers, String bucket) {
        super(new MemoryStorage());
        this.servers = servers;
        this.bucket = bucket;
    }

    @Override
    public Set<StorageCapability> capabilities() {
        return Set.of();
    }

    @Override
    public BucketRepository buckets() {
        return new ForwardingBucketRepository(super.buckets()) {
            @Override
            public Bucket create(BucketName name, Principal owner, Optional<ObjectLock> lock) {
                while (send(WireRequest.of("PUT", "/" + bucket)).isEmpty()) {
                    Thread.onSpinWait();
                }
                return new Bucket(name, Instant.EPOCH, Optional.of(owner), VersioningStatus.UNVERSIONED, lock);
            }
        };
    }

    @Override
    public ObjectStore objects() {
        return new HttpObjects(super.objects());
    }

    /** The answer of the next server; empty if there is none, or 503. */
    private Optional<Reply> send(WireRequest request) {
        InetSocketAddress server = servers.get(Math.floorMod(calls.getAndIncrement(), servers.size()));
        try {
            Reply reply = RawHttp.exchange(server, request.sign(server));
            // A copy that takes long begins with 200, and says in its body that it failed.
            if (reply.status() != 503 && !reply.code().equals("ServiceUnavailable")) {
                return Optional.of(reply);
            }
        } catch (IOException _) {
            // No answer.
        }
        unanswered.incrementAndGet();
        return Optional.empty();
    }

    /** How many requests got no answer, or 503. */
    int unanswered() {
        return unanswered.get();
    }

    /** The answer of the next server, which must be a success. */
    private Reply call(ObjectId id, WireRequest request) {
        Reply reply = send(request).orElseThrow(() -> new Unavailable("no answer about " + id));
        return switch (reply.status()) {
            case 200, 204 -> reply;
            case 404 -> throw new NoSuchObject(id);
            case 409 -> throw new WriteConflict(id);
            case 412 -> throw new ConditionFailed(id);
            default -> throw new AssertionError(reply.status() + " " + reply.text());
        };
    }

    private WireRequest request(String method, ObjectId id) {
        return WireRequest.of(method, "/" + bucket + "/" + encoded(id.key()));
    }

    private static String encoded(ObjectKey key) {
        return URLEncoder.encode(key.value(), UTF_8).replace("+", "%20").replace("%2F", "/");
    }

    private static WireRequest on(WriteCondition condition, WireRequest request) {
        return switch (condition) {
            case WriteCondition.Always _ -> request;
            case WriteCondition.IfAbsent _ -> request.header("if-none-match", "*");
            case WriteCondition.IfPresent _ -> request.header("if-match", "*");
            case WriteCondition.IfMatch(var tag) -> request.header("if-match", tag.quoted());
            case WriteCondition.IfSame _ -> throw new IllegalArgumentException("not made by the model");
        };
    }

    private static WireRequest with(ObjectSpec spec, WireRequest request) {
        spec.tags().forEach((name, value) -> request.header(TAG + name.replace(' ', '-'), value));
        return request;
    }

    private static ObjectInfo info(ObjectId id, ETag tag, long size, ObjectSpec spec) {
        int parts = tag.isMd5()
                ? 0
                : Integer.parseInt(tag.value().substring(tag.value().indexOf('-') + 1));
        return new ObjectInfo(id, Optional.empty(), tag, size, Instant.EPOCH, List.of(), parts, spec);
    }

    private static ObjectInfo info(ObjectId id, Reply reply) {
        Map<String, String> tags = new HashMap<>();
        reply.headers().forEach((name, value) -> {
            if (name.startsWith(TAG)) {
                tags.put(name.substring(TAG.length()).replace('-', ' '), value);
            }
        });
        return info(
                id,
                tag(reply.header("etag")),
                Long.parseLong(reply.header("content-length")),
                ObjectSpec.EMPTY.withTags(tags));
    }

    private static ETag tag(String quoted) {
        return new ETag(quoted.replace("\"", "").replace("&quot;", ""));
    }

    /** The calls that the model makes. */
    private final class HttpObjects extends ForwardingObjectStore {
        HttpObjects(ObjectStore unused) {
            super(unused);
        }

        @Override
        public ObjectInfo put(ObjectId id, ObjectSpec spec, ObjectUpload upload, WriteCondition condition) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                var _ = upload.transferTo(Channels.newChannel(bytes));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            WireRequest request = with(spec, request("PUT", id).body(bytes.toByteArray()));
            return info(id, tag(call(id, on(condition, request)).header("etag")), bytes.size(), spec);
        }

        @Override
        public ObjectInfo stat(ObjectId id, Version version) {
            return info(id, call(id, request("HEAD", id)));
        }

        @Override
        public StoredObject open(ObjectId id, Version version) {
            Reply reply = call(id, request("GET", id));
            return new ReadObject(info(id, reply), ByteBuffer.wrap(reply.body().getBytes(ISO_8859_1)));
        }

        @Override
        public ObjectInfo copy(
                StoredObject source,
                ObjectId target,
                ObjectSpec spec,
                Set<ChecksumAlgorithm> checksums,
                WriteCondition condition) {
            ObjectInfo copied = source.info();
            WireRequest request = with(spec, request("PUT", target))
                    .header(
                            "x-amz-copy-source",
                            "/" + bucket + "/" + encoded(copied.id().key()))
                    .header("x-amz-copy-source-if-match", copied.etag().quoted())
                    .header("x-amz-metadata-directive", "REPLACE");
            try {
                return info(target, tag(call(target, on(condition, request)).element("ETag")), copied.size(), spec);
            } catch (ConditionFailed | NoSuchObject _) {
                throw new Busy("the object was replaced that was to be copied, and nothing was done: " + copied.id());
            }
        }

        @Override
        public List<DeleteOutcome> delete(BucketName name, List<DeleteTarget> targets) {
            return targets.stream().map(target -> delete(name, target)).toList();
        }

        private DeleteOutcome delete(BucketName name, DeleteTarget target) {
            ObjectId id = new ObjectId(name, target.key());
            try {
                call(id, on(target.condition(), request("DELETE", id)));
                return new DeleteOutcome.Deleted(target, Optional.empty(), false);
            } catch (StorageException e) {
                return new DeleteOutcome.Refused(target, e);
            }
        }

        @Override
        public ListPage<ListEntry> list(BucketName name, ListQuery query) {
            Reply reply = send(WireRequest.of("GET", "/" + bucket + "?encoding-type=url&list-type=2"))
                    .orElseThrow(() -> new Unavailable("no answer about " + name));
            List<ListEntry> entries = ENTRY.matcher(reply.text())
                    .results()
                    .map(entry -> entry(name, entry))
                    .collect(Collectors.toList());
            return new ListPage<>(entries, Optional.empty());
        }

        private static ListEntry entry(BucketName name, MatchResult entry) {
            ObjectId id = new ObjectId(name, new ObjectKey(URLDecoder.decode(entry.group(1), UTF_8)));
            return new ListEntry.Found(new ObjectSummary(
                    id,
                    tag(entry.group(2)),
                    Long.parseLong(entry.group(3)),
                    Instant.EPOCH,
                    List.of(),
                    Optional.empty(),
                    StorageClass.STANDARD));
        }
    }

    /** An object that was read whole. */
    private record ReadObject(ObjectInfo info, ByteBuffer bytes) implements StoredObject {
        @Override
        public long storedSize() {
            return info.size();
        }

        @Override
        public List<ObjectPart> parts() {
            return List.of();
        }

        @Override
        public void transferTo(ByteSpan span, WritableByteChannel sink) throws IOException {
            sink.write(bytes.slice((int) span.offset(), (int) span.length()));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
