package io.geckos.server.settings;

import io.geckos.domain.text.SizeAndDuration;
import io.geckos.server.config.ListSetting;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A setting as JSON: flags and numbers as such, sizes as bytes, durations in the form of ISO 8601 ({@code PT10S}),
 * lists as arrays. The form of the default decides the type.
 */
public final class SettingJson {
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern SIZE = Pattern.compile("\\d+([KMG]iB)?");
    private static final Pattern DURATION = Pattern.compile("\\d+(ms|s|m|h|d)");

    private SettingJson() {}

    public static JsonValue of(String defaultValue, String value) {
        if (ListSetting.isList(defaultValue)) {
            return Json.createArrayBuilder(ListSetting.items(value)).build();
        }
        if (FLAG.matcher(defaultValue).matches()) {
            return value.matches("(?i)true|t|1") ? JsonValue.TRUE : JsonValue.FALSE;
        }
        // An engine may have a form of its own for a setting. That text is not changed.
        OptionalLong size = SizeAndDuration.size(value);
        if (SIZE.matcher(defaultValue).matches() && size.isPresent()) {
            return Json.createValue(size.getAsLong());
        }
        Optional<Duration> duration = SizeAndDuration.duration(value);
        if (DURATION.matcher(defaultValue).matches() && duration.isPresent()) {
            return Json.createValue(duration.get().toString());
        }
        return Json.createValue(value);
    }
}
