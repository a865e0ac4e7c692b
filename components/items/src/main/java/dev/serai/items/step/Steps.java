package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsOperation;
import dev.serai.items.model.Outputs;

/** Makes the step of an endpoint. */
public final class Steps {

    private Steps() {}

    public static Step of(ItemsOperation operation, ItemsConfiguration options) {
        return switch (operation) {
            case SET, PARAMETERS -> new SetStep(options);
            case IF -> new FilterStep(options, true);
            case FILTER -> new FilterStep(options, false);
            case SWITCH -> new SwitchStep(options);
            case MERGE -> new MergeStep(options);
            case SPLIT_OUT -> new SplitOutStep(options);
            case AGGREGATE -> new AggregateStep(options);
            case SUMMARIZE -> new SummarizeStep(options);
            case SORT -> new SortStep(options);
            case LIMIT -> new LimitStep(options);
            case REMOVE_DUPLICATES ->
                options.getEarlier() == null ? new RemoveDuplicatesStep(options) : new SeenBeforeStep(options);
            case RENAME_KEYS -> new RenameKeysStep(options);
            case LOOP -> new LoopStep(options);
            case COMPARE -> new CompareStep(options);
            case DATE_TIME -> new DateTimeStep(options);
            case HTML_EXTRACT -> new HtmlExtractStep(options);
            case EXTRACT_FROM_FILE -> new ExtractFromFileStep(options);
            case CONVERT_TO_FILE -> new ConvertToFileStep(options);
            case COMPRESS -> new CompressStep(options);
            case DECOMPRESS -> new DecompressStep(options);
            case MARKDOWN_TO_HTML -> new MarkdownToHtmlStep(options);
            case HTML_TO_MARKDOWN -> new HtmlToMarkdownStep(options);
            case CODE -> new CodeStep(options);
            case RECORD, OUTPUT -> call -> Outputs.single(call.items().each(item -> item));
        };
    }
}
