package io.geckos.server.migrate;

import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.bucket.DefaultRetention;
import io.geckos.domain.bucket.ObjectLock;
import io.geckos.domain.bucket.VersioningStatus;
import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.engine.DocumentName;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.DeleteTarget;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.Retention;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.AccessControlList;
import io.geckos.storage.testkit.data.HostileKeys;
import io.geckos.storage.testkit.data.SealedBytes;
import io.geckos.storage.testkit.data.TestBucket;
import io.geckos.storage.testkit.data.Uploads;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Puts into a store what there can be in one. */
final class SampleStore {
    static final BucketName PLAIN = new BucketName("plain");
    static final BucketName VERSIONS = new BucketName("versions");
    static final BucketName LOCKED = new BucketName("locked.bucket");

    private static final int MIB = 1 << 20;
    private static final ObjectSpec SPEC = new ObjectSpec(
                    Map.of("content-type", "text/plain; charset=\"utf-8\"", "content-encoding", "gzip"),
                    Map.of("color", "blue", "empty", "", "long", "x".repeat(2000)),
                    Map.of("état", "neuf 😀", "a/b", ""))
            .withStorageClass(StorageClass.REDUCED_REDUNDANCY);

    private final Storage storage;

    private SampleStore(Storage storage) {
        this.storage = storage;
    }

    /** Little of everything. */
    static void fillSmall(Storage storage) {
        SampleStore sample = new SampleStore(storage);
        sample.plain(List.of("a", "a/b", "folder/", "../x"));
        sample.versions(List.of("a", "a//b"), 3);
        sample.locked();
        sample.documents();
    }

    /** Everything, with hostile keys, many versions of one key, and parts of 5 MiB. */
    static void fill(Storage storage) {
        SampleStore sample = new SampleStore(storage);
        sample.plain(HostileKeys.all());
        sample.versions(HostileKeys.shallow(), 100);
        sample.locked();
        sample.documents();
        sample.parts(VERSIONS, "large", 5 * MIB);
    }

    private void plain(List<String> keys) {
        TestBucket.create(storage.buckets(), PLAIN);
        for (BucketSetting kind : BucketSetting.values()) {
            storage.buckets().putSetting(PLAIN, kind, "<" + kind + "/>\n");
        }
        for (String key : keys) {
            put(PLAIN, key, ObjectSpec.EMPTY, Uploads.of(key.endsWith("/") ? "" : "content of " + key));
        }
        put(PLAIN, "empty", SPEC, Uploads.of("", ChecksumAlgorithm.values()));
        put(PLAIN, "described", SPEC, Uploads.of("described", ChecksumAlgorithm.values()));
        AccessControlList acl = new AccessControlList(
                TestBucket.OWNER,
                List.of(new AccessControlList.Grant(
                        AccessControlList.Grantee.Group.ALL_USERS, AccessControlList.Permission.READ)));
        put(PLAIN, "public", ObjectSpec.EMPTY.withAcl(Optional.of(acl)), Uploads.of("public"));
        put(PLAIN, "sealed", SealedBytes.spec(SealedBytes.SEAL), SealedBytes.upload("secret"));
        parts(PLAIN, "parts", 10);
        storage.uploads().begin(id(PLAIN, "unfinished"), ObjectSpec.EMPTY, Optional.empty());
    }

    private void versions(List<String> keys, int many) {
        TestBucket.create(storage.buckets(), VERSIONS);
        for (String key : keys) {
            put(VERSIONS, key, SPEC, Uploads.of("null version of " + key));
        }
        storage.buckets().setVersioning(VERSIONS, VersioningStatus.ENABLED);
        for (String key : keys) {
            put(VERSIONS, key, ObjectSpec.EMPTY, Uploads.of("second " + key));
            hide(key);
        }
        for (int i = 0; i < many; i++) {
            put(VERSIONS, "many", ObjectSpec.EMPTY, Uploads.of("version " + i));
        }
        put(VERSIONS, "sealed", SealedBytes.spec(SealedBytes.SEAL), SealedBytes.upload("one"));
        put(VERSIONS, "sealed", ObjectSpec.EMPTY, Uploads.of("plain"));
        put(VERSIONS, "sealed", SealedBytes.spec(SealedBytes.OTHER), SealedBytes.upload("three"));
        hide("only a marker");
        storage.buckets().setVersioning(VERSIONS, VersioningStatus.SUSPENDED);
        put(VERSIONS, keys.getFirst(), ObjectSpec.EMPTY, Uploads.of("null again"));
        put(VERSIONS, keys.getLast(), ObjectSpec.EMPTY, Uploads.of("null"));
        storage.buckets().setVersioning(VERSIONS, VersioningStatus.ENABLED);
        put(VERSIONS, keys.getLast(), ObjectSpec.EMPTY, Uploads.of("above null"));
        storage.buckets().setVersioning(VERSIONS, VersioningStatus.SUSPENDED);
        hide("hidden by null");
    }

    private void locked() {
        ObjectLock lock =
                new ObjectLock(Optional.of(new DefaultRetention(Retention.Mode.GOVERNANCE, Period.ofDays(30))));
        storage.buckets().create(LOCKED, TestBucket.OWNER, Optional.of(lock));
        put(LOCKED, "by default", ObjectSpec.EMPTY, Uploads.of("by default"));
        Instant until = Instant.now().plus(Duration.ofDays(400));
        Protection compliance = new Protection(
                Optional.of(new Retention(Retention.Mode.COMPLIANCE, until)), Optional.of(Protection.LegalHold.ON));
        put(LOCKED, "held", ObjectSpec.EMPTY.withProtection(compliance), Uploads.of("held"));
        storage.objects().hold(id(LOCKED, "held"), Version.LATEST, false);
        put(LOCKED, "held", ObjectSpec.EMPTY.withProtection(compliance), Uploads.of("held again"));
    }

    private void documents() {
        for (String name : List.of("users", "users-000000000002", "account-quota")) {
            storage.documents().write(new DocumentName(name), Optional.empty(), "{\"of\": \"" + name + "\"}");
        }
    }

    private void parts(BucketName bucket, String key, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (Checksum.Type type : Checksum.Type.values()) {
            var plan = new UploadInfo.ChecksumPlan(ChecksumAlgorithm.CRC32, type);
            upload(id(bucket, key + " " + type), SPEC, Optional.of(plan), List.of(bytes, bytes, new byte[] {1}));
        }
        upload(id(bucket, key), ObjectSpec.EMPTY, Optional.empty(), List.of(bytes, new byte[0]));
        UploadId sealed = storage.uploads()
                .begin(id(bucket, key + " sealed"), SealedBytes.spec(SealedBytes.SEAL), Optional.empty())
                .id();
        complete(
                sealed,
                List.of(
                        storage.uploads().putPart(sealed, 1, SealedBytes.upload("x".repeat(size))),
                        storage.uploads().putPart(sealed, 2, SealedBytes.upload("two"))));
    }

    private void upload(ObjectId id, ObjectSpec spec, Optional<UploadInfo.ChecksumPlan> plan, List<byte[]> contents) {
        UploadId upload = storage.uploads().begin(id, spec, plan).id();
        List<ObjectPart> parts = new ArrayList<>();
        for (byte[] content : contents) {
            ChecksumAlgorithm[] algorithms =
                    plan.stream().map(UploadInfo.ChecksumPlan::algorithm).toArray(ChecksumAlgorithm[]::new);
            parts.add(storage.uploads().putPart(upload, 3 * parts.size() + 1, Uploads.of(content, algorithms)));
        }
        complete(upload, parts);
    }

    private void complete(UploadId upload, List<ObjectPart> parts) {
        List<PartReference> references = parts.stream()
                .map(part -> new PartReference(part.number(), part.etag(), part.checksums()))
                .toList();
        ObjectInfo _ = storage.uploads()
                .complete(
                        upload,
                        new UploadCompletion(
                                references, 0, Optional.empty(), OptionalLong.empty(), WriteCondition.ALWAYS));
    }

    private void hide(String key) {
        DeleteTarget target = new DeleteTarget(new ObjectKey(key), Version.LATEST, WriteCondition.ALWAYS);
        storage.objects().delete(VERSIONS, List.of(target));
    }

    private void put(BucketName bucket, String key, ObjectSpec spec, ObjectUpload upload) {
        storage.objects().put(id(bucket, key), spec, upload, WriteCondition.ALWAYS);
    }

    private static ObjectId id(BucketName bucket, String key) {
        return new ObjectId(bucket, new ObjectKey(key));
    }
}
