package dev.serai.vector.document;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which paragraph styles are headings. Their ids are translated by Word, their names are not. */
final class DocxStyles implements OfficePackage.PartReader {

    /** A style that the table of contents has; it repeats the headings. */
    static final int CONTENTS = -1;

    static final int NONE = 0;

    private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
    private static final int LONGEST_CHAIN = 20;

    private final Map<String, Integer> levels = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private String current;

    @Override
    public void event(XmlPart part) throws IOException {
        if (!part.starts()) {
            return;
        }
        var value = part.attribute("val");
        switch (part.name()) {
            case "style" -> current = part.attribute("styleId");
            case "name" -> name(value == null ? "" : value.toLowerCase(Locale.ROOT));
            case "basedOn" -> parents.put(current, value);
            case "outlineLvl" -> levels.putIfAbsent(current, level(value));
            default -> {}
        }
    }

    int level(String style, String outline) {
        if (outline != null) {
            return level(outline);
        }
        var id = style;
        for (int i = 0; i < LONGEST_CHAIN && id != null; i++) {
            var level = levels.get(id);
            if (level != null) {
                return level;
            }
            id = parents.get(id);
        }
        return NONE;
    }

    private void name(String name) {
        var heading = HEADING.matcher(name);
        if (heading.matches()) {
            levels.put(current, Integer.valueOf(heading.group(1)));
        } else if (name.equals("title")) {
            levels.put(current, 1);
        } else if (name.startsWith("toc ")) {
            levels.put(current, CONTENTS);
        }
    }

    /** The file counts from 0, and 9 is text. */
    private static int level(String outline) {
        return outline != null && outline.matches("[0-8]") ? outline.charAt(0) - '0' + 1 : NONE;
    }
}
