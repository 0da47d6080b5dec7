package io.geckos.server.config;

import java.util.List;
import java.util.stream.Stream;

/** A setting that is a list: items separated by commas, in brackets where it is written as in the configuration file. */
public final class ListSetting {
    private ListSetting() {}

    /** Tells from its default whether a setting is a list. */
    public static boolean isList(String defaultValue) {
        return defaultValue.startsWith("[");
    }

    /** The items of a list. */
    public static List<String> items(String text) {
        return Stream.of(text.replaceAll("^\\[|]$", "").split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
