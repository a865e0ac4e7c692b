package dev.serai.vector.document;

import java.util.LinkedHashMap;
import java.util.Map;

/** The sheets of a workbook, by name. */
final class XlsxWorkbook implements OfficePackage.PartReader {

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private boolean from1904;

    @Override
    public void event(XmlPart part) {
        if (!part.starts()) {
            return;
        }
        if (part.name().equals("workbookPr")) {
            var value = part.attribute("date1904");
            from1904 = "1".equals(value) || "true".equals(value);
        } else if (part.name().equals("sheet") && part.attribute("name") != null) {
            var state = part.attribute("state");
            // What the author hid isn't meant for readers.
            if (state == null || state.equals("visible")) {
                sheets.put(part.attribute("name"), part.attribute("id"));
            }
        }
    }

    /** Name to the id of the part. */
    Map<String, String> sheets() {
        return sheets;
    }

    /** Whether days are counted from 1904, as on old Macintoshes. */
    boolean from1904() {
        return from1904;
    }
}
