package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Word documents: the body with its headings, lists and tables, then the notes. Headers and footers are left out. */
final class DocxReader implements FormatReader {

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        var office = new OfficePackage(new ZipArchive(source.bytes(), budget), budget);
        var main = office.main("word/document.xml");
        var targets = office.targets(main);
        var styles = new DocxStyles();
        office.read(targets.getOrDefault("/styles", "word/styles.xml"), styles);

        var body = new DocxText(new Outline(budget), styles, budget);
        office.read(main, body);
        var sections = new ArrayList<>(body.outline().sections());
        for (var notes : List.of("/footnotes", "/endnotes")) {
            if (targets.containsKey(notes)) {
                var text = new DocxText(new Outline(budget), styles, budget);
                office.read(targets.get(notes), text);
                sections.addAll(text.outline().sections());
            }
        }

        var properties = office.properties();
        var metadata = new LinkedHashMap<String, Object>();
        if (properties.containsKey("creator")) {
            metadata.put("author", properties.get("creator"));
        }
        return new ParsedDocument(
                properties.getOrDefault("title", body.outline().firstHeading()),
                source.format().mediaType(),
                sections,
                metadata,
                List.of());
    }
}
