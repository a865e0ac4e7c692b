package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.markup.HtmlToMarkdown;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import java.util.ArrayList;
import java.util.Set;

/** Writes HTML as Markdown. */
final class HtmlToMarkdownStep implements Step {

    private static final Set<String> FEATURES = Set.of("references", "dataImages", "indentedCode");
    private static final Set<String> MARKS = Set.of("bullet", "emphasis", "strong", "fence");

    private final Expression value;
    private final String into;
    private final boolean dots;
    private final long maxSize;
    private final HtmlToMarkdown.Style style;

    HtmlToMarkdownStep(ItemsConfiguration options) {
        value = Options.parameter(Options.need(options.getValue(), "value", "htmlToMarkdown"));
        into = options.getInto() == null ? "data" : options.getInto();
        dots = options.isDots();
        maxSize = options.getMaxSize();
        var marks = options.getMarks();
        for (var name : marks.keySet()) {
            if (!MARKS.contains(name)) {
                throw new ItemsException(ItemsError.BAD_OPTION, "there is no mark '" + name + "' but " + MARKS);
            }
        }
        style = new HtmlToMarkdown.Style(
                String.valueOf(marks.getOrDefault("bullet", "*")),
                String.valueOf(marks.getOrDefault("emphasis", "_")),
                String.valueOf(marks.getOrDefault("strong", "**")),
                String.valueOf(marks.getOrDefault("fence", "```")),
                MarkdownToHtmlStep.features(options.getFeatures(), FEATURES),
                options.getSkip() == null ? null : HtmlExtractStep.selector(options.getSkip()));
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
            var markdown = HtmlToMarkdown.of(MarkdownToHtmlStep.text(call, value, i, maxSize), style);
            out.add(item.withJson(Fields.with(item.json(), into, dots, markdown))
                    .linked(i));
        }
        return Outputs.single(out);
    }
}
