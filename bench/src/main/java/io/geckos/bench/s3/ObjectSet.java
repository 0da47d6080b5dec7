package io.geckos.bench.s3;

import io.geckos.bench.data.ContentGenerator;
import io.geckos.bench.data.KeySequence;
import io.geckos.bench.data.SizeDistribution;
import io.geckos.bench.http.BodySource;
import io.geckos.bench.http.UriEncoder;

/**
 * The objects of one run. The key, size and content of each follow from its number.
 *
 * @param bucket the bucket of the objects
 * @param keys their names
 * @param sizes their lengths
 */
public record ObjectSet(String bucket, KeySequence keys, SizeDistribution sizes) {
    /** The path of an object's URL, encoded. */
    String path(long number) {
        return '/' + bucket + '/' + UriEncoder.path(keys.name(number));
    }

    public long size(long number) {
        return sizes.of(number);
    }

    public long count() {
        return keys.count();
    }

    /** The whole of one version of an object. */
    public BodySource.Plain content(long number, int version) {
        return new BodySource.Plain(ContentGenerator.start(number, version), 0, size(number));
    }
}
