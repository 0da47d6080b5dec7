package io.geckos.iam.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.iam.wire.QueryException;
import io.geckos.iam.wire.XmlElement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Pagination of the lists in answers. */
final class ListPagination {
    /** The parameters of requests for lists. */
    static final String PARAMETERS = "Marker MaxItems";

    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_SIZE = 1000;
    private static final Comparator<String> ORDER =
            String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

    private ListPagination() {}

    /**
     * The elements of an answer: a page of the list, and the marker with which to get the next one.
     *
     * @param list the name of the list
     * @param all all entries, by name; they come in order of names, upper and lower case alike
     */
    static <T> List<XmlElement> of(IamCall call, String list, Map<String, T> all, Function<T, XmlElement> element) {
        int limit = call.parameters().number("MaxItems", 1, MAX_SIZE).orElse(DEFAULT_SIZE);
        NavigableMap<String, T> sorted = new TreeMap<>(ORDER);
        sorted.putAll(all);
        NavigableMap<String, T> rest = call.get("Marker")
                .map(marker -> sorted.tailMap(name(marker), false))
                .orElse(sorted);
        List<XmlElement> members = new ArrayList<>();
        String last = "";
        Iterator<Map.Entry<String, T>> entries = rest.entrySet().iterator();
        while (members.size() < limit && entries.hasNext()) {
            Map.Entry<String, T> entry = entries.next();
            last = entry.getKey();
            members.add(element.apply(entry.getValue()));
        }
        XmlElement content = XmlElement.list(list, members.stream());
        XmlElement truncated = XmlElement.text("IsTruncated", String.valueOf(entries.hasNext()));
        return entries.hasNext()
                ? List.of(content, truncated, XmlElement.text("Marker", marker(last)))
                : List.of(content, truncated);
    }

    private static String marker(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
    }

    private static String name(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), UTF_8);
        } catch (IllegalArgumentException _) {
            throw QueryException.validation("Marker must be one that an earlier answer had: " + marker);
        }
    }
}
