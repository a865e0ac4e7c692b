package dev.serai.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.client.Setting;
import dev.serai.ollama.client.Settings;
import dev.serai.support.json.Json;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/** Decides each request's settings: its own options, else a header, else the endpoint's option. */
final class SettingsResolver {

    private static final int DEFAULT_NUM_CTX = 8192;
    private static final Map<String, Setting> BY_HEADER = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private static final Map<String, Setting> BY_OPTION = new HashMap<>();

    static {
        for (var setting : Setting.values()) {
            BY_HEADER.put(setting.header(), setting);
            BY_OPTION.put(setting.option(), setting);
        }
    }

    private final CamelContext context;
    private final OllamaConfiguration configuration;
    private final Settings fromEndpoint;

    SettingsResolver(CamelContext context, OllamaConfiguration configuration, OllamaOperation operation) {
        this.context = context;
        this.configuration = configuration;
        var values = new EnumMap<Setting, Object>(Setting.class);
        for (var setting : Setting.values()) {
            var value = configuration.get(setting);
            if (value != null) {
                checkApi(configuration, setting);
                values.put(setting, convert(setting, value, "option " + setting.option()));
            }
        }
        // The runner's options must be the same in every request, or the server loads the model anew each time.
        if (configuration.spokenApi() == ModelApi.OLLAMA && operation != OllamaOperation.EMBED) {
            values.putIfAbsent(Setting.NUM_CTX, DEFAULT_NUM_CTX);
        }
        this.fromEndpoint = new Settings(values, extra(configuration.getExtraOptions()));
    }

    private static Map<String, Object> extra(Map<String, Object> options) {
        var extra = new LinkedHashMap<String, Object>();
        if (options != null) {
            options.forEach((name, value) -> extra.put(name, value instanceof String text ? typed(text) : value));
        }
        return extra;
    }

    /** An option of a URI is always a text, and runners refuse "2" where they want 2. */
    private static Object typed(String text) {
        try {
            var value = Json.read(text);
            return value.isMissingNode() ? text : value;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static void checkApi(OllamaConfiguration configuration, Setting setting) {
        if (configuration.spokenApi() == ModelApi.OPENAI && setting.openAiName() == null) {
            throw new OllamaException(
                    OllamaError.NOT_IN_API, "option " + setting.option() + " is not part of OpenAI's API");
        }
    }

    Settings resolve(Message message, Map<String, Object> own) {
        EnumMap<Setting, Object> values = null;
        Map<String, Object> extra = null;
        if (message.hasHeaders()) {
            for (var header : message.getHeaders().entrySet()) {
                if (!header.getKey().regionMatches(true, 0, "CamelOllama", 0, 11) || header.getValue() == null) {
                    continue;
                }
                var setting = BY_HEADER.get(header.getKey());
                if (setting != null) {
                    values = values == null ? copy() : values;
                    values.put(setting, convert(setting, header.getValue(), "header " + header.getKey()));
                } else if (header.getKey().equalsIgnoreCase(OllamaConstants.OPTIONS)) {
                    extra = plus(header.getValue());
                }
            }
        }
        for (var option : own.entrySet()) {
            var setting = BY_OPTION.get(option.getKey());
            if (setting == null) {
                throw new OllamaException(
                        OllamaError.BAD_OPTION, "the request's option '" + option.getKey() + "' is not known");
            }
            checkApi(configuration, setting);
            values = values == null ? copy() : values;
            values.put(setting, convert(setting, option.getValue(), "the request's option " + option.getKey()));
        }
        return values == null && extra == null
                ? fromEndpoint
                : new Settings(
                        values == null ? fromEndpoint.values() : values, extra == null ? fromEndpoint.extra() : extra);
    }

    private EnumMap<Setting, Object> copy() {
        var values = new EnumMap<Setting, Object>(Setting.class);
        values.putAll(fromEndpoint.values());
        return values;
    }

    private Map<String, Object> plus(Object header) {
        if (!(header instanceof Map<?, ?> map)) {
            throw new OllamaException(
                    OllamaError.BAD_OPTION, "header " + OllamaConstants.OPTIONS + " is no map of options");
        }
        var all = new LinkedHashMap<String, Object>(fromEndpoint.extra());
        map.forEach((name, value) -> all.put(String.valueOf(name), value));
        return all;
    }

    private Object convert(Setting setting, Object value, String where) {
        if (setting.type() == List.class) {
            return value instanceof Collection<?> items
                    ? items.stream().map(String::valueOf).toList()
                    : Arrays.stream(value.toString().split(",")).toList();
        }
        try {
            var converted = context.getTypeConverter().tryConvertTo(setting.type(), value);
            if (converted != null) {
                return converted;
            }
        } catch (TypeConversionException e) {
            // reported below with the name of the place it stands at
        }
        throw new OllamaException(
                OllamaError.BAD_OPTION,
                where + " is '" + value + "', which is no " + setting.type().getSimpleName());
    }
}
