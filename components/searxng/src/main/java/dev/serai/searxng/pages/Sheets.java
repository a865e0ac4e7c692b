package dev.serai.searxng.pages;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What simple rules of the page's own style sheets hide. Rules for other media say nothing about the screen. */
final class Sheets {

    private static final Pattern SIMPLE = Pattern.compile("([a-zA-Z][a-zA-Z0-9]*)?([.#])([A-Za-z_][A-Za-z0-9_-]*)");
    private static final Pattern COMMENT = Pattern.compile("/\\*[^*]*\\*/");
    private static final int LONGEST_NAME = 200;

    private final Set<String> hidden = new HashSet<>();

    Sheets(Document page) {
        var sheet = new StringBuilder();
        for (var style : page.select("style")) {
            if (style.attr("media").isEmpty() || style.attr("media").matches("(?i)all|screen")) {
                sheet.append(style.data()).append('\n');
            }
        }
        for (var rule : withoutBlocks(sheet.toString()).split("}")) {
            var brace = rule.indexOf('{');
            if (brace > 0 && Style.hides(rule.substring(brace + 1))) {
                for (var selector :
                        COMMENT.matcher(rule.substring(0, brace)).replaceAll("").split(",")) {
                    var name = selector.strip();
                    if (name.length() < LONGEST_NAME && SIMPLE.matcher(name).matches()) {
                        hidden.add(name);
                    }
                }
            }
        }
    }

    boolean hides(Element element) {
        if (hidden.isEmpty()) {
            return false;
        }
        for (var name : element.classNames()) {
            if (names(element, "." + name)) {
                return true;
            }
        }
        return !element.id().isEmpty() && names(element, "#" + element.id());
    }

    private boolean names(Element element, String part) {
        return hidden.contains(part) || hidden.contains(element.normalName() + part);
    }

    private static String withoutBlocks(String sheet) {
        var plain = new StringBuilder(sheet.length());
        var depth = 0;
        var skip = false;
        for (var i = 0; i < sheet.length(); i++) {
            var sign = sheet.charAt(i);
            skip |= sign == '@' && depth == 0;
            depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            if (!skip) {
                plain.append(sign);
                depth = Math.max(0, depth);
            } else if (depth <= 0 && (sign == '}' || sign == ';')) {
                depth = 0;
                skip = false;
            }
        }
        return plain.toString();
    }
}
