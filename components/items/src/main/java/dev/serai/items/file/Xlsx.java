package dev.serai.items.file;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the cells of a sheet of an Excel workbook: a zip of XML. Formulas give the value that was stored with them. */
public final class Xlsx {

    private static final int CELLS = 2_000_000;
    private static final int COLUMNS = 16_384;

    private final Map<String, byte[]> parts;
    private final List<String> shared = new ArrayList<>();

    private Xlsx(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /** The rows of a sheet, or of the first one; cells are text, numbers, truths or null. */
    public static List<List<Object>> read(byte[] file, String sheet, long maxSize) {
        try {
            var workbook = new Xlsx(unpack(file, maxSize));
            workbook.readShared();
            return workbook.rows(workbook.part(sheet));
        } catch (IOException | XMLStreamException | NumberFormatException e) {
            throw new ItemsException(ItemsError.BAD_FILE, "the file is no Excel workbook", e);
        }
    }

    private static Map<String, byte[]> unpack(byte[] file, long maxSize) throws IOException {
        var parts = new HashMap<String, byte[]>();
        long rest = maxSize;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // A small file may unpack to a very large one.
                var bytes = read(zip, rest);
                rest -= bytes.length;
                if (entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels")) {
                    parts.put(entry.getName().replaceFirst("^/", ""), bytes);
                }
            }
        }
        return parts;
    }

    private static byte[] read(ZipInputStream zip, long most) throws IOException {
        var out = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
            out.write(buffer, 0, n);
            if (out.size() > most) {
                throw new ItemsException(ItemsError.TOO_LARGE, "the workbook has more bytes than maxSize, unpacked");
            }
        }
        return out.toByteArray();
    }

    private static XMLStreamReader xml(byte[] bytes) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        // A file from outside could otherwise make the reader open other files, or expand without end.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }

    private void readShared() throws XMLStreamException {
        var bytes = parts.get("xl/sharedStrings.xml");
        if (bytes == null) {
            return;
        }
        var xml = xml(bytes);
        StringBuilder text = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("si")) {
                text = new StringBuilder();
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("t")
                    && text != null) {
                text.append(xml.getElementText());
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("si")) {
                shared.add(String.valueOf(text));
            }
        }
    }

    private byte[] part(String sheet) throws XMLStreamException {
        var workbook = parts.get("xl/workbook.xml");
        var names = new ArrayList<String>();
        String relation = null;
        if (workbook != null) {
            var xml = xml(workbook);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("sheet")) {
                    var name = xml.getAttributeValue(null, "name");
                    names.add(name);
                    if (relation == null && (sheet == null || sheet.equals(name))) {
                        relation = xml.getAttributeValue(
                                "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id");
                    }
                }
            }
        }
        if (relation == null) {
            throw new ItemsException(
                    ItemsError.BAD_FILE,
                    sheet == null ? "the workbook has no sheet" : "there is no sheet '" + sheet + "' but " + names);
        }
        var target = target(relation);
        var bytes = parts.get(target);
        if (bytes == null) {
            throw new ItemsException(ItemsError.BAD_FILE, "the workbook lacks its part " + target);
        }
        return bytes;
    }

    private String target(String relation) throws XMLStreamException {
        var bytes = parts.get("xl/_rels/workbook.xml.rels");
        if (bytes != null) {
            var xml = xml(bytes);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && relation.equals(xml.getAttributeValue(null, "Id"))) {
                    var target = String.valueOf(xml.getAttributeValue(null, "Target"));
                    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
                }
            }
        }
        return "xl/worksheets/sheet1.xml";
    }

    private List<List<Object>> rows(byte[] sheet) throws XMLStreamException {
        var rows = new ArrayList<List<Object>>();
        var xml = xml(sheet);
        int cells = 0;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("row")) {
                rows.add(new ArrayList<>());
                cells = counted(cells, 1);
            } else if (xml.getLocalName().equals("c") && !rows.isEmpty()) {
                var row = rows.get(rows.size() - 1);
                int column = column(xml.getAttributeValue(null, "r"), row.size());
                var type = xml.getAttributeValue(null, "t");
                // Cells may stand in any order, and more than once.
                cells = counted(cells, column >= COLUMNS ? CELLS : Math.max(1, column - row.size() + 1));
                while (row.size() <= column) {
                    row.add(null);
                }
                row.set(column, cell(xml, type));
            }
        }
        return rows;
    }

    private static int counted(int cells, int more) {
        if (cells + more >= CELLS) {
            throw new ItemsException(ItemsError.TOO_LARGE, "the sheet has more than " + CELLS + " cells");
        }
        return cells + more;
    }

    /** The number of the column in a name such as C7. */
    private static int column(String name, int otherwise) {
        int column = 0;
        for (int i = 0; name != null && i < name.length() && i < 4 && Character.isLetter(name.charAt(i)); i++) {
            column = column * 26 + Character.toUpperCase(name.charAt(i)) - 'A' + 1;
        }
        return Math.max(column == 0 ? otherwise : column - 1, 0);
    }

    private Object cell(XMLStreamReader xml, String type) throws XMLStreamException {
        String value = null;
        var inline = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("v")) {
                value = xml.getElementText();
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("t")) {
                inline.append(xml.getElementText());
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        if ("inlineStr".equals(type)) {
            return inline.toString();
        }
        if (value == null) {
            return null;
        }
        return switch (type == null ? "n" : type) {
            case "s" -> {
                int index = Integer.parseInt(value);
                yield index >= 0 && index < shared.size() ? shared.get(index) : null;
            }
            case "b" -> value.equals("1");
            case "n" -> Values.narrow(Double.parseDouble(value));
            default -> value;
        };
    }
}
