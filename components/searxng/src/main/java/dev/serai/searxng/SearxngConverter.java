package dev.serai.searxng;

import dev.serai.searxng.client.SearchResults;
import dev.serai.support.json.Json;
import java.util.Map;
import org.apache.camel.Converter;

/** Gives what was found to steps that know nothing of this component. */
@Converter(generateLoader = true)
public final class SearxngConverter {

    private SearxngConverter() {}

    @Converter
    public static Map<?, ?> toMap(SearchResults found) {
        return Json.map(Json.tree(found));
    }

    /** As JSON. */
    @Converter
    public static String toText(SearchResults found) {
        return Json.text(found);
    }
}
