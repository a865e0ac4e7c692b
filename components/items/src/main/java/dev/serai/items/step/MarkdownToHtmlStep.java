package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.markup.MarkdownToHtml;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Writes Markdown as HTML. */
final class MarkdownToHtmlStep implements Step {

    private static final Set<String> FEATURES =
            Set.of("tables", "strikethrough", "taskLists", "autolinks", "breaks", "newWindow", "page", "tableIds");
    private static final String USUAL = "tables,strikethrough,taskLists,autolinks";

    private final Expression value;
    private final String into;
    private final boolean dots;
    private final long maxSize;
    private final MarkdownToHtml writer;

    MarkdownToHtmlStep(ItemsConfiguration options) {
        value = Options.parameter(Options.need(options.getValue(), "value", "markdownToHtml"));
        into = options.getInto() == null ? "data" : options.getInto();
        dots = options.isDots();
        maxSize = options.getMaxSize();
        var ids = Options.oneOf(options.getHeadingIds(), "headingIds", "none", "plain", "github");
        if (options.getHeadingLevel() < 1 || options.getHeadingLevel() > 6) {
            throw new ItemsException(ItemsError.BAD_OPTION, "headingLevel=" + options.getHeadingLevel());
        }
        writer = new MarkdownToHtml(new MarkdownToHtml.Options(
                features(options.getFeatures() == null ? USUAL : options.getFeatures(), FEATURES),
                MarkdownToHtml.Ids.valueOf(ids.toUpperCase(Locale.ROOT)),
                options.getHeadingPrefix(),
                options.getHeadingLevel()));
    }

    static Set<String> features(String given, Set<String> known) {
        var features = new LinkedHashSet<>(Options.list(given));
        for (var feature : features) {
            Options.oneOf(feature, "features", known.stream().sorted().toArray(String[]::new));
        }
        return features;
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
            var html = writer.html(text(call, value, i, maxSize));
            out.add(item.withJson(Fields.with(item.json(), into, dots, html)).linked(i));
        }
        return Outputs.single(out);
    }

    static String text(StepCall call, Expression value, int item, long maxSize) {
        var text = call.text(value, item);
        if (text.length() > maxSize) {
            throw new ItemsException(
                    ItemsError.TOO_LARGE, "a text has " + text.length() + " characters, maxSize is " + maxSize);
        }
        return text;
    }
}
