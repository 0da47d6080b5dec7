package io.geckos.bench;

/**
 * The objects of one run: everything about each follows from its number.
 *
 * @param bucket that holds them
 * @param keys their names
 * @param sizes their lengths
 */
record Objects(String bucket, Keys keys, Sizes sizes) {
    /** The path of an object's URL, encoded. */
    String path(long number) {
        return '/' + bucket + '/' + PercentEncoding.path(keys.name(number));
    }

    long size(long number) {
        return sizes.of(number);
    }

    long count() {
        return keys.count();
    }

    /** The whole of one version of an object. */
    Body.Plain content(long number, int version) {
        return new Body.Plain(Content.start(number, version), 0, size(number));
    }
}
