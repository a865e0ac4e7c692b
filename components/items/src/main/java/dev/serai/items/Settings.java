package dev.serai.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.expression.Expression;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Options out of a file. Nothing in them is replaced by Camel, so expressions stand there as they are in n8n. */
record Settings(CamelContext context, String place, JsonNode json) {

    private static final int LARGEST = 4 << 20;

    static Settings read(CamelContext context, String place) {
        var hash = place.indexOf('#');
        var file = hash < 0 ? place : place.substring(0, hash);
        try (var in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, file)) {
            var json = Json.read(in.readNBytes(LARGEST));
            var part = hash < 0 ? json : json.get(place.substring(hash + 1));
            if (part == null || !part.isObject()) {
                throw new ItemsException(
                        ItemsError.UNREADABLE_SETTINGS, "settings '" + place + "' is no object in the file");
            }
            return new Settings(context, place, part);
        } catch (IOException e) {
            throw new ItemsException(ItemsError.UNREADABLE_SETTINGS, "settings '" + place + "' cannot be read", e);
        }
    }

    void applyTo(ItemsConfiguration configuration) {
        var configurer = PluginHelper.getConfigurerResolver(context)
                .resolvePropertyConfigurer(ItemsConfiguration.class.getName(), context);
        json.fields().forEachRemaining(entry -> {
            var name = entry.getKey();
            var map = maps(configuration).get(name);
            if (map != null) {
                entry.getValue().fields().forEachRemaining(one -> map.put(one.getKey(), text(one.getValue())));
            } else if (!configurer.configure(context, configuration, name, text(entry.getValue()), false)) {
                throw new ItemsException(
                        ItemsError.UNREADABLE_SETTINGS, "settings '" + place + "': there is no option " + name);
            }
        });
    }

    /** Whether an option holds more than text and paths, wherever the option comes from. */
    static boolean needScript(CamelContext context, ItemsConfiguration configuration) {
        var options = new LinkedHashMap<String, Object>();
        PluginHelper.getBeanIntrospection(context).getProperties(configuration, options, null);
        return options.values().stream()
                .flatMap(value -> value instanceof Map<?, ?> several ? several.values().stream() : Stream.of(value))
                .anyMatch(value -> value instanceof String text && Expression.needsScript(text));
    }

    static Map<String, Map<String, Object>> maps(ItemsConfiguration configuration) {
        var maps = new LinkedHashMap<String, Map<String, Object>>();
        maps.put("output", configuration.getOutput());
        maps.put("fields", configuration.getFields());
        maps.put("types", configuration.getTypes());
        maps.put("rules", configuration.getRules());
        maps.put("rename", configuration.getRename());
        maps.put("extract", configuration.getExtract());
        maps.put("without", configuration.getWithout());
        maps.put("marks", configuration.getMarks());
        return maps;
    }

    static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
