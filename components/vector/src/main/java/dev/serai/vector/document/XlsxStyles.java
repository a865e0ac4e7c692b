package dev.serai.vector.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which cell styles show a number as a date or a time. */
final class XlsxStyles implements OfficePackage.PartReader {

    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms]+\\])[^\\]]*\\]");
    private static final Pattern DATE = Pattern.compile("(?i)[ymdhs]");

    private final Set<String> dateFormats = new HashSet<>();
    private final List<Boolean> styles = new ArrayList<>();
    private boolean inStyles;

    @Override
    public void event(XmlPart part) {
        if (part.ends() && part.name().equals("cellXfs")) {
            inStyles = false;
        }
        if (!part.starts()) {
            return;
        }
        switch (part.name()) {
            case "numFmt" -> {
                var code = String.valueOf(part.attribute("formatCode"));
                var bare = code.equals("General") ? "" : LITERAL.matcher(code).replaceAll("");
                if (DATE.matcher(bare).find()) {
                    dateFormats.add(part.attribute("numFmtId"));
                }
            }
            case "cellXfs" -> inStyles = true;
            case "xf" -> {
                if (inStyles) {
                    styles.add(isDateFormat(part.attribute("numFmtId")));
                }
            }
            default -> {}
        }
    }

    boolean isDate(String style) {
        int place = style != null && style.matches("[0-9]{1,6}") ? Integer.parseInt(style) : -1;
        return place >= 0 && place < styles.size() && styles.get(place);
    }

    private boolean isDateFormat(String id) {
        if (dateFormats.contains(id)) {
            return true;
        }
        int number = id != null && id.matches("[0-9]{1,6}") ? Integer.parseInt(id) : 0;
        return number >= 14 && number <= 22
                || number >= 27 && number <= 36
                || number >= 45 && number <= 47
                || number >= 50 && number <= 58;
    }
}
