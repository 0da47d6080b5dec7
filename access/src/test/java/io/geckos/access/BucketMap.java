package io.geckos.access;

import io.geckos.domain.bucket.BucketRepository;
import io.geckos.domain.bucket.BucketSetting;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.Principal;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Buckets with owners and settings, which decisions ask for. */
final class BucketMap {
    private final Map<BucketName, Principal> owners = new HashMap<>();
    private final Map<BucketName, Map<BucketSetting, String>> settings = new HashMap<>();

    void create(BucketName name, Principal owner) {
        owners.put(name, owner);
        settings.put(name, new EnumMap<>(BucketSetting.class));
    }

    void put(BucketName name, BucketSetting kind, String document) {
        settings.getOrDefault(name, Map.of()).put(kind, document);
    }

    /** The buckets as decisions see them. */
    BucketRepository repository() {
        return (BucketRepository) Proxy.newProxyInstance(
                BucketRepository.class.getClassLoader(),
                new Class<?>[] {BucketRepository.class},
                (_, method, given) -> {
                    BucketName name = (BucketName) given[0];
                    Principal owner = owners.get(name);
                    if (owner == null) {
                        throw new StorageException.NoSuchBucket(name);
                    }
                    return method.getName().equals("owner")
                            ? Optional.of(owner)
                            : Map.copyOf(settings.getOrDefault(name, Map.of()));
                });
    }
}
