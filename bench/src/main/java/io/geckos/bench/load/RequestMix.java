package io.geckos.bench.load;

import io.geckos.bench.measure.MeasuredOperation;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The proportions of the requests in the mixed workload.
 *
 * @param weights the weights of get, head, put, delete and list
 */
public record RequestMix(Map<MeasuredOperation, Integer> weights) {
    private static final Map<String, MeasuredOperation> NAMES = Map.of(
            "get", MeasuredOperation.GET,
            "head", MeasuredOperation.HEAD,
            "put", MeasuredOperation.PUT,
            "delete", MeasuredOperation.DELETE,
            "list", MeasuredOperation.LIST);

    public RequestMix {
        weights = Map.copyOf(weights);
    }

    /** Reads {@code get=45,head=30,put=15,delete=10}; throws {@link IllegalArgumentException}. */
    public static RequestMix parse(String text) {
        Map<MeasuredOperation, Integer> weights = new EnumMap<>(MeasuredOperation.class);
        for (String share : text.split(",", -1)) {
            int equals = share.indexOf('=');
            MeasuredOperation operation =
                    NAMES.get(share.substring(0, Math.max(0, equals)).toLowerCase(Locale.ROOT));
            String weight = share.substring(equals + 1);
            if (operation == null || !weight.matches("[1-9]\\d{0,5}")) {
                throw new IllegalArgumentException(
                        "mix " + text
                                + ": allowed are get, head, put, delete and list, each with a weight from 1, like get=45,put=15");
            }
            weights.put(operation, Integer.parseInt(weight));
        }
        return new RequestMix(weights);
    }

    /** The request for {@code point}, a number from 0 to below {@link #total}. */
    public MeasuredOperation at(int point) {
        int left = point;
        for (MeasuredOperation operation : MeasuredOperation.values()) {
            left -= weights.getOrDefault(operation, 0);
            if (left < 0) {
                return operation;
            }
        }
        throw new IllegalArgumentException("point " + point + " is not below " + total());
    }

    public int total() {
        return weights.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return NAMES.entrySet().stream()
                .filter(name -> weights.containsKey(name.getValue()))
                .map(name -> name.getKey() + '=' + weights.get(name.getValue()))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
