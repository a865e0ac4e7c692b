package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.QueryParser;
import org.jsoup.select.Selector;

/** Takes texts, attributes and HTML out of pages. */
final class HtmlExtractStep implements Step {

    private static final Pattern WISH = Pattern.compile("(.*?)(?:@([\\w-]*))?(\\[])?", Pattern.DOTALL);

    /** What jsoup has beyond CSS: some patterns never come to an end on some pages. */
    private static final Pattern SEARCH = Pattern.compile(":matches\\w*\\(", Pattern.CASE_INSENSITIVE);

    /** One of the words of an attribute, as CSS has it; for jsoup that would be a pattern. */
    private static final Pattern WORD =
            Pattern.compile("\\[\\s*([\\w:-]+)\\s*~=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^]\\s]*))\\s*]");

    private record Wish(Evaluator selector, String attribute, boolean all, Evaluator without) {}

    private final Map<String, Wish> wishes = new LinkedHashMap<>();
    private final String field;
    private final String binary;
    private final String into;
    private final boolean clean;
    private final long maxSize;
    private final boolean dots;

    HtmlExtractStep(ItemsConfiguration options) {
        options.getExtract()
                .forEach((name, wish) -> wishes.put(
                        name, wish(String.valueOf(wish), options.getWithout().get(name))));
        if (wishes.isEmpty()) {
            throw new ItemsException(ItemsError.MISSING_OPTION, "items:htmlExtract needs extract.*");
        }
        field = options.getField();
        binary = options.getBinary();
        into = options.getInto();
        clean = options.isClean();
        maxSize = options.getMaxSize();
        dots = options.isDots();
    }

    private static Wish wish(String text, Object without) {
        var matcher = WISH.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).isBlank()) {
            throw new ItemsException(ItemsError.BAD_OPTION, "extract '" + text + "' has no selector");
        }
        return new Wish(
                selector(matcher.group(1)),
                matcher.group(2),
                matcher.group(3) != null,
                without == null ? null : selector(String.valueOf(without)));
    }

    static Evaluator selector(String text) {
        if (SEARCH.matcher(text).find() || WORD.matcher(text).replaceAll("").contains("~=")) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION, "'" + text + "' asks for a pattern, which CSS does not have");
        }
        try {
            return QueryParser.parse(WORD.matcher(text.strip()).replaceAll(HtmlExtractStep::word));
        } catch (Selector.SelectorParseException | IllegalArgumentException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, "'" + text + "' is no CSS selector", e);
        }
    }

    private static String word(MatchResult found) {
        var value =
                Stream.of(2, 3, 4).map(found::group).filter(Objects::nonNull).findFirst();
        var pattern = "(?:^|\\s)" + value.orElse("").replaceAll("[^\\p{L}\\p{N}_-]", "\\\\$0") + "(?:\\s|$)";
        return Matcher.quoteReplacement("[" + found.group(1) + "~=" + pattern + "]");
    }

    @Override
    public boolean isForEachItem() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        var out = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            var item = call.items().get(i);
            for (var page : pages(item)) {
                var found = new LinkedHashMap<String, Object>();
                wishes.forEach((name, wish) -> Fields.set(found, name, dots, take(page, wish)));
                out.add(new Item(into == null ? found : Fields.with(item.json(), into, dots, found), null, null, null)
                        .linked(i));
            }
        }
        return Outputs.single(out);
    }

    /** A list of pages gives an item for each. */
    private List<Document> pages(Item item) {
        var value = item.json().isEmpty() ? null : Fields.get(item.json(), field == null ? "data" : field, dots);
        return value instanceof List<?> list
                ? list.stream().map(one -> parsed(Values.readable(one))).toList()
                : List.of(page(item));
    }

    private Document page(Item item) {
        String html;
        if (field != null) {
            var value = Fields.get(item.json(), field, dots);
            if (value == null) {
                throw new ItemsException(ItemsError.NO_FIELD, "an item has no field '" + field + "'");
            }
            html = Values.readable(value);
        } else if (item.binary().containsKey(binary)) {
            html = new String(item.binary().get(binary).data(), StandardCharsets.UTF_8);
        } else {
            var value = item.json().get("data");
            if (value == null) {
                throw new ItemsException(
                        ItemsError.NO_FILE, "an item has neither a file '" + binary + "' nor a field 'data'");
            }
            html = Values.readable(value);
        }
        return parsed(html);
    }

    private Document parsed(String html) {
        if (html.length() > maxSize) {
            throw new ItemsException(
                    ItemsError.TOO_LARGE, "a page has " + html.length() + " characters, maxSize is " + maxSize);
        }
        var page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
        return page;
    }

    private Object take(Document page, Wish wish) {
        var found = page.select(wish.selector());
        if (wish.all()) {
            List<Object> all = new ArrayList<>();
            found.forEach(element -> all.add(take(element, wish)));
            return all;
        }
        return found.isEmpty() ? wish.attribute() == null ? "" : null : take(found.first(), wish);
    }

    private Object take(Element element, Wish wish) {
        if (wish.attribute() == null) {
            var shown = element;
            if (wish.without() != null) {
                shown = element.clone();
                shown.select(wish.without()).remove();
            }
            return clean ? shown.text() : shown.wholeText();
        }
        return switch (wish.attribute()) {
            case "" -> attributes(element);
            case "html" -> element.html();
            case "value" -> element.val();
            default -> element.hasAttr(wish.attribute()) ? element.attr(wish.attribute()) : null;
        };
    }

    private static Map<String, Object> attributes(Element element) {
        var all = new LinkedHashMap<String, Object>();
        element.attributes().forEach(attribute -> all.put(attribute.getKey(), attribute.getValue()));
        return all;
    }
}
