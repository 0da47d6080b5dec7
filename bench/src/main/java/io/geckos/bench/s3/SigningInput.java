package io.geckos.bench.s3;

import java.util.SortedMap;

/**
 * The parts of a request that a signature covers.
 *
 * @param method in upper case
 * @param path already encoded, as it will be sent
 * @param query decoded
 * @param headers names in lower case, values trimmed
 */
public record SigningInput(
        String method, String path, SortedMap<String, String> query, SortedMap<String, String> headers) {}
