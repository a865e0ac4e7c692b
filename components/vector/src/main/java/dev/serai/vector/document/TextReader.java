package dev.serai.vector.document;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Plain text: one section. */
final class TextReader implements FormatReader {

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        var text = Texts.trim(Texts.read(source, budget));
        return new ParsedDocument(
                null, source.format().mediaType(), List.of(new Section(List.of(), text, null)), Map.of(), List.of());
    }
}
