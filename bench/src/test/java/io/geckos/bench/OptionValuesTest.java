package io.geckos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.data.SizeDistribution;
import io.geckos.bench.data.SizeNotation;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.load.RequestMix;
import io.geckos.bench.load.Workload;
import io.geckos.bench.measure.MeasuredOperation;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionValuesTest {
    @ParameterizedTest
    @CsvSource({"0,0", "4096,4096", "12B,12", "64KiB,65536", "5MiB,5242880", "1GiB,1073741824"})
    void sizesAreReadWithTheirUnits(String text, long bytes) {
        assertEquals(bytes, SizeNotation.parse(text));
        assertEquals(bytes, SizeNotation.parse(SizeNotation.format(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "4KB", "4 KiB", "1.5MiB", "9999999999999"})
    void otherSizesAreRefusedByName(String text) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> SizeNotation.parse(text));
        assertEquals("size " + text + ": allowed are sizes like 4096, 64KiB, 5MiB or 1GiB", refused.getMessage());
    }

    @Test
    void weightsShareTheObjects() {
        SizeDistribution sizes = SizeDistribution.parse("4KiB:70,1MiB:30");
        long small = LongStream.range(0, 100_000)
                .filter(number -> sizes.of(number) == 4096)
                .count();
        assertTrue(small > 69_000 && small < 71_000, small + " of 100000 are small");
        assertEquals("4KiB:70,1MiB:30", sizes.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4KiB:", "4KiB:0", "4KiB:x", "4KiB,,1MiB"})
    void badWeightsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> SizeDistribution.parse(text));
    }

    @Test
    void aMixFallsOnEachRequestByItsWeight() {
        RequestMix mix = RequestMix.parse("get=45,put=15,list=1");
        assertEquals(61, mix.total());
        Map<MeasuredOperation, Integer> counts = new EnumMap<>(MeasuredOperation.class);
        for (int point = 0; point < mix.total(); point++) {
            counts.merge(mix.at(point), 1, Integer::sum);
        }
        assertEquals(Map.of(MeasuredOperation.GET, 45, MeasuredOperation.PUT, 15, MeasuredOperation.LIST, 1), counts);
        assertEquals("get=45,list=1,put=15", mix.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "get=", "get=0", "copy=3", "get=1;put=1"})
    void badMixesAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> RequestMix.parse(text));
    }

    @ParameterizedTest
    @EnumSource
    void everyWorkloadIsReadByItsTitle(Workload workload) {
        assertEquals(workload, Workload.parse(workload.title()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "127.0.0.1:9000", "http://", "http://host/bucket", "http://host?x"})
    void badEndpointsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Endpoint.address(text));
    }
}
