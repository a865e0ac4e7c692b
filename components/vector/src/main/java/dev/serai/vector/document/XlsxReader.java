package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Excel workbooks: a table for each sheet that is shown. */
final class XlsxReader implements FormatReader {

    private static final String WORKBOOK = "xl/workbook.xml";

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        var office = new OfficePackage(new ZipArchive(source.bytes(), budget), budget);
        var main = office.main(WORKBOOK);
        var targets = office.targets(main);
        var workbook = new XlsxWorkbook();
        office.read(main, workbook);
        var strings = new XlsxStrings(budget);
        office.read(targets.getOrDefault("/sharedStrings", "xl/sharedStrings.xml"), strings);
        var styles = new XlsxStyles();
        office.read(targets.getOrDefault("/styles", "xl/styles.xml"), styles);
        var values = new XlsxValues(strings, styles, workbook.from1904());

        var sections = new ArrayList<Section>();
        var rows = new ArrayList<Map<String, Object>>();
        for (var sheet : workbook.sheets().entrySet()) {
            var table = new Table(budget);
            var part = targets.get(sheet.getValue());
            if (part != null) {
                office.read(part, new XlsxSheet(table, values, budget));
            }
            table.finish();
            sections.addAll(table.sections(List.of(sheet.getKey())));
            rows.addAll(table.rows());
        }

        var properties = office.properties();
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("sheets", List.copyOf(workbook.sheets().keySet()));
        metadata.put("rows", rows.size());
        if (properties.containsKey("creator")) {
            metadata.put("author", properties.get("creator"));
        }
        return new ParsedDocument(properties.get("title"), source.format().mediaType(), sections, metadata, rows);
    }
}
