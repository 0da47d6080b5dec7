package io.geckos.storage.fs.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names of versions in little memory: the same names, in the same order, as a list of them sorted by their files. */
class VersionNamesTest {
    private final Random random = new Random(20261130);

    @Test
    void namesAddedInAnyOrderAreSortedNewestFirst() {
        for (int round = 0; round < 200; round++) {
            List<VersionName> expected = names(random.nextInt(60));
            List<VersionName> shuffled = new ArrayList<>(expected);
            Collections.shuffle(shuffled, random);
            VersionNames names = of(shuffled);
            assertEquals(expected, names);
            for (int i = 0; i < expected.size(); i++) {
                assertTrue(names.contains(expected.get(i)));
                assertEquals(expected.get(i).stamp().order(), names.order(i));
                assertEquals(expected.get(i).stamp().isNull(), names.isNull(i));
                assertEquals(expected.get(i).deleted(), names.deleted(i));
            }
        }
    }

    @Test
    void aChangeIsTheSameAsReadingAnew() {
        for (int round = 0; round < 200; round++) {
            List<VersionName> all = names(1 + random.nextInt(40));
            VersionName one = all.get(random.nextInt(all.size()));
            List<VersionName> others = new ArrayList<>(all);
            others.remove(one);
            assertEquals(others, of(all).with(Map.of(one, false)));
            assertEquals(all, of(others).with(Map.of(one, true)));
            assertEquals(all, of(all).with(Map.of(one, true)));
            assertEquals(others, of(others).with(Map.of(one, false)));
            assertFalse(of(others).contains(one));
        }
    }

    @Test
    void manyChangesAtOnceAreTheSameAsReadingAnew() {
        for (int round = 0; round < 200; round++) {
            List<VersionName> all = names(60);
            List<VersionName> before =
                    all.stream().filter(_ -> random.nextBoolean()).toList();
            List<VersionName> after =
                    all.stream().filter(_ -> random.nextBoolean()).toList();
            Map<VersionName, Boolean> changes = new HashMap<>();
            all.forEach(name -> changes.put(name, after.contains(name)));
            assertEquals(after, of(before).with(changes));
        }
    }

    @Test
    void thePlaceBehindAnOrderIsTheFirstThatIsOlder() {
        VersionNames names = of(names(50));
        for (int i = 0; i < names.size(); i++) {
            int behind = names.firstBehind(names.order(i));
            assertTrue(behind > i);
            assertTrue(behind == names.size() || names.order(behind) < names.order(i));
            assertEquals(names.order(i), names.order(behind - 1));
        }
        assertEquals(0, names.firstBehind(Long.MAX_VALUE));
        assertEquals(names.size(), names.firstBehind(Long.MIN_VALUE));
    }

    /** Some names, of which two may be of one order, as they sort in a directory. */
    private List<VersionName> names(int count) {
        List<VersionName> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long order = 1_000_000_000L * random.nextInt(1000);
            VersionStamp stamp =
                    random.nextInt(8) == 0 ? VersionStamp.ofNull(order) : VersionStamp.of(order, order * 31);
            VersionName name = switch (random.nextInt(3)) {
                case 0 -> VersionName.marker(stamp, VersionName.NOTHING);
                case 1 -> VersionName.marker(stamp, order / 2);
                default -> VersionName.data(stamp);
            };
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        names.sort(Comparator.comparing(VersionName::fileName));
        return names;
    }

    private static VersionNames of(List<VersionName> names) {
        VersionNames.Builder builder = new VersionNames.Builder();
        names.forEach(builder::add);
        return builder.build();
    }
}
