package dev.serai.vector.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** JSON, indented so that it is cut between its lines. */
final class JsonReader implements FormatReader {

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        try {
            var json = Json.read(Texts.read(source, budget));
            var text = json.isMissingNode()
                    ? ""
                    : Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
            budget.characters(text.length());
            return new ParsedDocument(
                    null,
                    source.format().mediaType(),
                    List.of(new Section(List.of(), text, null)),
                    Map.of(),
                    List.of());
        } catch (JsonProcessingException e) {
            throw budget.broken("isn't valid JSON: " + e.getOriginalMessage(), e);
        }
    }
}
