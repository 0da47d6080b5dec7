package io.geckos.bench.s3;

import io.geckos.bench.data.Content;
import io.geckos.bench.data.Keys;
import io.geckos.bench.data.Sizes;
import io.geckos.bench.http.Body;
import io.geckos.bench.http.PercentEncoding;

/**
 * The objects of one run: everything about each follows from its number.
 *
 * @param bucket that holds them
 * @param keys their names
 * @param sizes their lengths
 */
public record Objects(String bucket, Keys keys, Sizes sizes) {
    /** The path of an object's URL, encoded. */
    String path(long number) {
        return '/' + bucket + '/' + PercentEncoding.path(keys.name(number));
    }

    public long size(long number) {
        return sizes.of(number);
    }

    public long count() {
        return keys.count();
    }

    /** The whole of one version of an object. */
    public Body.Plain content(long number, int version) {
        return new Body.Plain(Content.start(number, version), 0, size(number));
    }
}
