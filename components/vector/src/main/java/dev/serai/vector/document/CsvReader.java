package dev.serai.vector.document;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Comma-separated values and their relatives: one table. */
final class CsvReader implements FormatReader {

    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        var text = Texts.read(source, budget);
        int start = 0;
        char delimiter = source.format() == Format.TSV ? '\t' : 0;
        // Spreadsheet programs write the delimiter into a first line of its own.
        if (text.length() > 5
                && text.substring(0, 4).toLowerCase(Locale.ROOT).equals("sep=")
                && text.charAt(5) == '\n') {
            delimiter = text.charAt(4);
            start = 6;
        }
        if (delimiter == 0) {
            delimiter = DelimitedText.guess(text, budget);
        }
        var lines = new DelimitedText(text, start, delimiter, budget);
        var table = new Table(budget);
        for (var cells = lines.next(); cells != null; cells = lines.next()) {
            table.add(Cells.typed(cells));
        }
        table.finish();
        return new ParsedDocument(
                null,
                source.format().mediaType(),
                table.sections(List.of()),
                Map.of(
                        "delimiter",
                        String.valueOf(delimiter),
                        "rows",
                        table.rows().size()),
                table.rows());
    }
}
