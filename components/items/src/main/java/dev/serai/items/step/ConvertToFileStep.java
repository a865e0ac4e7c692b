package dev.serai.items.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.file.Csv;
import dev.serai.items.file.Tables;
import dev.serai.items.file.XlsxWriter;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Link;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import dev.serai.support.json.Json;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.nodes.Entities;

/** Makes files of fields: tables and JSON of all items together, text and base64 of each. */
final class ConvertToFileStep implements Step {

    private static final String[] FORMATS = {"text", "json", "csv", "xlsx", "html", "base64"};
    private static final Map<String, String> TYPES = Map.of(
            "text",
            "text/plain",
            "json",
            "application/json",
            "csv",
            "text/csv",
            "html",
            "text/html",
            "base64",
            "application/octet-stream",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final DefaultPrettyPrinter PRETTY = pretty();

    private final String format;
    private final String field;
    private final String binary;
    private final Expression fileName;
    private final String sheet;
    private final char delimiter;
    private final boolean header;
    private final boolean perItem;
    private final boolean dots;
    private final Charset charset;
    private final boolean pretty;
    private final Expression mimeType;

    ConvertToFileStep(ItemsConfiguration options) {
        format = Formats.known(options.getFormat(), "convertToFile", FORMATS);
        field = format.equals("text") || format.equals("base64")
                ? Options.need(options.getField(), "field", "convertToFile")
                : options.getField();
        binary = options.getInto() == null ? options.getBinary() : options.getInto();
        fileName = Options.parameter(options.getFileName());
        sheet = options.getSheet() == null ? "Sheet" : options.getSheet();
        delimiter = Formats.delimiter(options.getDelimiter());
        header = options.isHeader();
        perItem = options.isPerItem() || field != null;
        dots = options.isDots();
        charset = Formats.charset(options.getCharset());
        pretty = options.isPretty();
        mimeType = Options.parameter(options.getMimeType());
    }

    private static DefaultPrettyPrinter pretty() {
        var indent = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indent)
                .withArrayIndenter(indent);
    }

    @Override
    public boolean isForEachItem() {
        return perItem;
    }

    @Override
    public Outputs run(StepCall call) {
        var items = call.items();
        var out = new ArrayList<Item>();
        if (!perItem) {
            var links = IntStream.range(0, items.size()).mapToObj(Link::to).toList();
            out.add(new Item(null, Map.of(binary, file(call, 0, bytes(items))), links, null));
        }
        for (int i = 0; perItem && i < items.size(); i++) {
            out.add(new Item(
                    null, Map.of(binary, file(call, i, bytes(Items.of(items.get(i))))), List.of(Link.to(i)), null));
        }
        return Outputs.single(out);
    }

    private Binary file(StepCall call, int item, byte[] bytes) {
        var ending = switch (format) {
            case "text" -> "txt";
            case "base64" -> "bin";
            default -> format;
        };
        var name = fileName == null
                ? (field == null && !perItem && !format.equals("json") ? "File." : "file.") + ending
                : call.text(fileName, item);
        var type = mimeType == null ? "" : call.text(mimeType, item);
        return new Binary(bytes, type.isEmpty() ? TYPES.get(format) : type, name);
    }

    private byte[] bytes(Items items) {
        return switch (format) {
            // The mark at the beginning tells other programs that it is UTF-8.
            case "csv" ->
                ((charset.equals(StandardCharsets.UTF_8) ? "\uFEFF" : "")
                                + Csv.write(texts(Tables.rows(items.json(), header)), delimiter)
                                        .stripTrailing())
                        .getBytes(charset);
            case "xlsx" -> XlsxWriter.write(Tables.rows(items.json(), header), sheet);
            case "html" -> html(Tables.rows(items.json(), header)).getBytes(charset);
            case "json" -> json(perItem ? value(items.get(0)) : items.json()).getBytes(charset);
            case "base64" -> decoded(Values.text(value(items.get(0))));
            default -> Values.readable(value(items.get(0))).getBytes(charset);
        };
    }

    private String json(Object value) {
        try {
            return pretty ? Json.MAPPER.writer(PRETTY).writeValueAsString(value) : Json.text(value);
        } catch (JsonProcessingException e) {
            throw new ItemsException(ItemsError.BAD_RESULT, "an item cannot be written as JSON", e);
        }
    }

    private Object value(Item item) {
        if (field == null) {
            return item.json();
        }
        if (!Fields.has(item.json(), field, dots)) {
            throw new ItemsException(ItemsError.NO_FIELD, "an item has no field '" + field + "'");
        }
        return Fields.get(item.json(), field, dots);
    }

    private byte[] decoded(String text) {
        try {
            return Base64.getMimeDecoder().decode(text.replaceFirst("^data:[^,]{0,200};base64,", ""));
        } catch (IllegalArgumentException e) {
            throw new ItemsException(ItemsError.BAD_FILE, "the field '" + field + "' is not base64", e);
        }
    }

    private static List<List<String>> texts(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell instanceof Boolean
                                ? Values.text(cell).toUpperCase(Locale.ROOT)
                                : Values.readable(cell))
                        .toList())
                .toList();
    }

    private String html(List<List<Object>> rows) {
        var out = new StringBuilder("<table>\n");
        for (int r = 0; r < rows.size(); r++) {
            var cell = header && r == 0 ? "th" : "td";
            out.append("<tr>");
            for (var value : rows.get(r)) {
                out.append('<')
                        .append(cell)
                        .append('>')
                        .append(Entities.escape(Values.readable(value)))
                        .append("</")
                        .append(cell)
                        .append('>');
            }
            out.append("</tr>\n");
        }
        return out.append("</table>\n").toString();
    }
}
