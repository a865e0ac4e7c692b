package dev.serai.searxng.pages;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which style declarations keep a text from being seen. */
final class Style {

    private static final String IMPORTANT = "!important";
    private static final Pattern UNREAD = Pattern.compile("/\\*[^*]*\\*/|\\s");
    private static final Pattern NUMBER = Pattern.compile("(-?\\d{0,9}(?:\\.\\d{1,9})?)(px|pt|em|rem|%|)");
    private static final Pattern CLEAR = Pattern.compile("transparent|(rgba?|hsla?)\\(.{1,40}[,/]0?(\\.0+)?%?\\)");
    private static final Pattern OUTSIDE = Pattern.compile("-(\\d{3,}|\\d{2,}r?em|\\d{2,}v[wh])[a-z0-9.]*");

    /** Smaller than this is too small to read. */
    private static final Map<String, Double> SMALLEST =
            Map.of("px", 3.0, "pt", 3.0, "em", 0.2, "rem", 0.2, "%", 20.0, "", 3.0);

    private Style() {}

    static boolean hides(String style) {
        if (style.isEmpty()) {
            return false;
        }
        var values = declarations(style);
        return is(values, "display", "none")
                || is(values, "visibility", "hidden|collapse")
                || is(values, "opacity", "0*(\\.0\\d{0,9})?%?")
                || is(values, "content-visibility", "hidden")
                || is(values, "font", "0[a-z%]{0,3}/.*")
                || CLEAR.matcher(values.getOrDefault("color", "")).matches()
                || is(values, "clip", "rect\\((0|1px).*")
                || is(values, "clip-path", "inset\\((50|100)%.*|circle\\(0.*")
                || is(values, "transform", "scale[xy]?\\(0[,)].*|scale\\(0")
                || unreadable(values.get("font-size"))
                || outside(values)
                || closed(values);
    }

    private static Map<String, String> declarations(String style) {
        var plain = UNREAD.matcher(style.toLowerCase(Locale.ROOT)).replaceAll("");
        var values = new HashMap<String, String>();
        var important = new HashSet<String>();
        for (var declaration : plain.split(";")) {
            var colon = declaration.indexOf(':');
            if (colon > 0) {
                var name = declaration.substring(0, colon);
                var value = declaration.substring(colon + 1);
                if (value.endsWith(IMPORTANT)) {
                    important.add(name);
                    values.put(name, value.substring(0, value.length() - IMPORTANT.length()));
                } else if (!important.contains(name)) {
                    values.put(name, value);
                }
            }
        }
        return values;
    }

    private static boolean is(Map<String, String> values, String name, String pattern) {
        var value = values.get(name);
        return value != null && !value.isEmpty() && value.matches(pattern);
    }

    private static boolean unreadable(String size) {
        return smaller(size, SMALLEST);
    }

    private static boolean smaller(String size, Map<String, Double> least) {
        if (size == null) {
            return false;
        }
        var number = NUMBER.matcher(size);
        return number.matches()
                && number.group(1).matches(".*\\d")
                && least.containsKey(number.group(2))
                && Double.parseDouble(number.group(1)) < least.get(number.group(2));
    }

    private static boolean outside(Map<String, String> values) {
        for (var side : new String[] {"left", "right", "top", "bottom", "text-indent", "margin-left", "margin-top"}) {
            if (OUTSIDE.matcher(values.getOrDefault(side, "")).matches()) {
                return true;
            }
        }
        return false;
    }

    /** A box without size still shows what flows over its edge, unless that is cut off. */
    private static boolean closed(Map<String, String> values) {
        if (!is(values, "overflow", ".*(hidden|clip).*")
                && !is(values, "overflow-x", "hidden|clip")
                && !is(values, "overflow-y", "hidden|clip")) {
            return false;
        }
        var least = Map.of("px", 2.0, "", 1.0, "em", 0.1, "rem", 0.1, "pt", 2.0, "%", 1.0);
        for (var side : new String[] {"height", "width", "max-height", "max-width"}) {
            if (smaller(values.get(side), least)) {
                return true;
            }
        }
        return false;
    }
}
