package dev.serai.items.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.file.Csv;
import dev.serai.items.file.Tables;
import dev.serai.items.file.Xlsx;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** Reads a file of an item into fields. A table becomes an item for each row. */
final class ExtractFromFileStep implements Step {

    private static final String[] FORMATS = {"text", "json", "csv", "xlsx", "pdf", "html", "xml", "base64"};
    private static final int PAGES = 2_000;

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
            for (var json : read(file(call.items().get(i)))) {
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

    private List<Map<String, Object>> read(Binary file) {
        return switch (format) {
            case "csv" -> records(Csv.read(text(file), delimiter));
            case "xlsx" -> Tables.objects(Xlsx.read(file.data(), sheet, maxSize), header);
            case "json" -> List.of(field(json(text(file))));
            case "pdf" -> List.of(pdf(file.data()));
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

    private static Map<String, Object> pdf(byte[] bytes) {
        try (var document = Loader.loadPDF(bytes)) {
            var stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setEndPage(PAGES);
            var json = new LinkedHashMap<String, Object>();
            json.put("numpages", document.getNumberOfPages());
            json.put("text", stripper.getText(document).strip());
            return json;
        } catch (IOException | RuntimeException e) {
            // A damaged file ends in all kinds of exceptions in there.
            throw new ItemsException(ItemsError.BAD_FILE, "the file is no readable PDF", e);
        }
    }
}
