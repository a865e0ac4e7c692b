package dev.serai.searxng.pages;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;

/** How much there is to read in the blocks of a page, summed up in one walk. */
final class Weights implements NodeFilter {

    private static final Set<String> TEXTS = Set.of("p", "pre", "blockquote", "li", "td", "h1", "h2", "h3");

    private final Hidden hidden;
    private final Map<Element, Integer> weights = new IdentityHashMap<>();

    Weights(Element root, Hidden hidden) {
        this.hidden = hidden;
        root.filter(this);
    }

    int of(Element block) {
        return weights.getOrDefault(block, 0);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        return node instanceof Element element && hidden.hides(element)
                ? FilterResult.SKIP_ENTIRELY
                : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && !hidden.hides(element)) {
            if (TEXTS.contains(element.normalName())) {
                weights.merge(element, element.ownText().length(), Integer::sum);
            }
            var weight = of(element);
            if (weight > 0 && element.parent() != null) {
                weights.merge(element.parent(), weight, Integer::sum);
            }
        }
        return FilterResult.CONTINUE;
    }
}
