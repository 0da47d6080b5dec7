package io.geckos.s3.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.AccessControlList;
import io.geckos.s3.access.AclHeaders;
import io.geckos.s3.access.AclRules;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.lock.ObjectLockHeaders;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.tagging.TagSet;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What clients say of an object in the headers of a request that makes one. */
public final class ObjectRequestHeaders {
    /** The most that names and values of user metadata may have together, in bytes. */
    static final int MAX_METADATA = 2048;

    /** Standard headers given back as they were given. */
    public static final List<String> STANDARD = List.of(
            "cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires");

    /** Where a website sends browsers that ask for the object; kept and given back, as there are no websites here. */
    static final String REDIRECT = "x-amz-website-redirect-location";

    /** The storage class an object is to be in. */
    static final String STORAGE_CLASS = "x-amz-storage-class";

    /** What requests that make objects may carry about them. */
    public static final SupportedParameters ACCEPTS = ObjectLockHeaders.ACCEPTS
            .and(AclHeaders.ACCEPTS)
            .and(EncryptionHeaders.WRITES)
            .headers("x-amz-meta-*", STORAGE_CLASS, TagSet.HEADER, REDIRECT);

    private static final Pattern REDIRECTS = Pattern.compile("(/|https?://).{0,2040}");

    private ObjectRequestHeaders() {}

    /** Reads them, and refuses what this server has no answer to. */
    public static ObjectSpec spec(S3Call call) {
        RequestHeaders headers = call.headers();
        StorageClass storageClass = storageClass(headers, call.storageClasses());
        if (AclHeaders.areIn(headers)) {
            call.access().authorise(S3Action.PUT_OBJECT_ACL, call.target());
        }
        Optional<AccessControlList> acl = AclRules.ofNewObject(call);
        if (headers.has(TagSet.HEADER)) {
            call.access().authorise(S3Action.PUT_OBJECT_TAGGING, call.target());
        }
        Map<String, String> kept = standard(headers);
        redirect(headers).ifPresent(location -> kept.put(REDIRECT, location));
        return new ObjectSpec(
                        kept, userMetadata(headers), TagSet.ofHeader(headers), storageClass, ObjectLockHeaders.of(call))
                .withAcl(acl);
    }

    private static Optional<String> redirect(RequestHeaders headers) {
        Optional<String> location = headers.get(REDIRECT);
        if (location.isPresent() && !REDIRECTS.matcher(location.get()).matches()) {
            throw new S3Exception(S3Error.InvalidRedirectLocation);
        }
        return location;
    }

    /** What a copy is said to be that takes over what its source is: all but redirect and class, which S3 does not copy. */
    static ObjectSpec copied(ObjectSpec source, ObjectSpec said) {
        Map<String, String> kept = new TreeMap<>(source.headers());
        kept.remove(REDIRECT);
        Optional.ofNullable(said.headers().get(REDIRECT)).ifPresent(location -> kept.put(REDIRECT, location));
        return new ObjectSpec(kept, source.userMetadata(), source.tags(), said.storageClass(), said.protection())
                .withAcl(said.acl());
    }

    private static StorageClass storageClass(RequestHeaders headers, Set<StorageClass> configured) {
        String name = headers.get(STORAGE_CLASS).orElse(StorageClass.STANDARD.name());
        return configured.stream()
                .filter(storageClass -> storageClass.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new S3Exception(
                                S3Error.InvalidStorageClass,
                                S3Error.InvalidStorageClass.message() + ": allowed are "
                                        + configured.stream()
                                                .map(StorageClass::name)
                                                .collect(Collectors.joining(", ")))
                        .with("StorageClassRequested", name));
    }

    private static Map<String, String> standard(RequestHeaders headers) {
        Map<String, String> kept = new TreeMap<>();
        for (String name : STANDARD) {
            headers.get(name).ifPresent(value -> {
                RequestHeaders.requireLatin1(name, value);
                String wanted = name.equals("content-encoding") ? withoutFraming(value) : value;
                if (!wanted.isEmpty()) {
                    kept.put(name, wanted);
                }
            });
        }
        return kept;
    }

    /** {@code aws-chunked} says how the request was framed, and nothing of the object. */
    private static String withoutFraming(String encodings) {
        return Arrays.stream(encodings.split(",", -1))
                .map(String::strip)
                .filter(encoding -> !encoding.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> userMetadata(RequestHeaders headers) {
        Map<String, String> metadata = headers.withPrefix(S3HeaderNames.METADATA_PREFIX);
        int size = metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().getBytes(UTF_8).length)
                .sum();
        if (size > MAX_METADATA) {
            throw new S3Exception(S3Error.MetadataTooLarge)
                    .with("Size", String.valueOf(size))
                    .with("MaxSizeAllowed", String.valueOf(MAX_METADATA));
        }
        return metadata;
    }
}
