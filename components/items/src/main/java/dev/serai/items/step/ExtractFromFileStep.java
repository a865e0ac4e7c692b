package dev.serai.items.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.file.Csv;
import dev.serai.items.file.PdfText;
import dev.serai.items.file.Tables;
import dev.serai.items.file.Xlsx;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.script.Session;
import dev.serai.support.json.Json;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a file of an item into fields. A table becomes an item for each row. */
final class ExtractFromFileStep implements Step {

    private static final String[] FORMATS = {"text", "json", "csv", "xlsx", "pdf", "html", "xml", "base64"};

    /** As many bytes a page of a PDF may need while it is read. */
    private static final long PAGE = 512L << 20;

    private final String format;
    private final String binary;
    private final String into;
    private final String sheet;
    private final char delimiter;
    private final boolean header;
    private final boolean keepEmpty;
    private final boolean dots;
    private final Charset charset;
    private final long maxSize;
    private final int maxRows;
    private final int fromRow;

    ExtractFromFileStep(ItemsConfiguration options) {
        format = Formats.known(options.getFormat(), "extractFromFile", FORMATS);
        binary = options.getBinary();
        into = options.getInto() == null ? "data" : options.getInto();
        sheet = options.getSheet();
        delimiter = Formats.delimiter(options.getDelimiter());
        header = options.isHeader();
        keepEmpty = options.isKeepEmpty();
        dots = options.isDots();
        charset = Formats.charset(options.getCharset());
        maxSize = options.getMaxSize();
        maxRows = options.getMaxRows();
        fromRow = options.getFromRow();
        if (fromRow < 1) {
            throw new ItemsException(ItemsError.BAD_OPTION, "fromRow=" + fromRow);
        }
    }

    @Override
    public Outputs run(StepCall call) {
        var out = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            for (var json : read(file(call.items().get(i)), call.session())) {
                out.add(Item.of(json).linked(i));
            }
        }
        return Outputs.single(out);
    }

    private Binary file(Item item) {
        var file = item.binary().get(binary);
        if (file == null) {
            throw new ItemsException(
                    ItemsError.NO_FILE,
                    "an item has no file '" + binary + "' but " + item.binary().keySet());
        }
        if (file.data().length > maxSize) {
            throw new ItemsException(
                    ItemsError.TOO_LARGE, "the file '" + binary + "' has " + file.data().length + " bytes");
        }
        return file;
    }

    private List<Map<String, Object>> read(Binary file, Session session) {
        return switch (format) {
            case "csv" -> records(Csv.read(text(file), delimiter));
            case "xlsx" -> Tables.objects(Xlsx.read(file.data(), sheet, maxSize), header);
            case "json" -> List.of(field(json(text(file))));
            case "pdf" -> List.of(PdfText.read(file.data(), PAGE, session::checkTime));
            case "base64" -> List.of(field(Base64.getEncoder().encodeToString(file.data())));
            default -> List.of(field(text(file)));
        };
    }

    private List<Map<String, Object>> records(List<List<String>> rows) {
        var records = Tables.records(rows.subList(Math.min(fromRow - 1, rows.size()), rows.size()), header, keepEmpty);
        return maxRows < 0 || maxRows > records.size() ? records : records.subList(0, maxRows);
    }

    private String text(Binary file) {
        var text = new String(file.data(), charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Map<String, Object> field(Object value) {
        var json = new LinkedHashMap<String, Object>();
        Fields.set(json, into, dots, value);
        return json;
    }

    private static Object json(String text) {
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new ItemsException(ItemsError.BAD_FILE, "the file is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
