package io.geckos.storage.fs.read;

import io.geckos.domain.object.StorageClass;
import java.util.ArrayList;
import java.util.List;

/**
 * Small numbers for the storage classes that sidecars name, in the order they were met. They hold until the process ends,
 * and are asked for by listings, several at a time.
 */
final class StorageClassNumbers {
    /** No number: there are more classes than numbers. */
    static final int NONE = -1;

    private final int limit;
    private final List<StorageClass> classes = new ArrayList<>(List.of(StorageClass.STANDARD));

    /** Has numbers for so many classes. The standard one has the first, 0. */
    StorageClassNumbers(int limit) {
        this.limit = limit;
    }

    /** The number of a class, {@link #NONE} if none is left. */
    int number(StorageClass storageClass) {
        if (storageClass.isStandard()) {
            return 0;
        }
        synchronized (this) {
            int number = classes.indexOf(storageClass);
            if (number < 0 && classes.size() < limit) {
                number = classes.size();
                classes.add(storageClass);
            }
            return number;
        }
    }

    /** The class of a number that was given. */
    StorageClass get(int number) {
        if (number == 0) {
            return StorageClass.STANDARD;
        }
        synchronized (this) {
            return classes.get(number);
        }
    }
}
