package dev.serai.items;

import java.util.Arrays;

/** The endpoint's path: what is done with the list. */
public enum ItemsOperation {
    SET("set"),
    IF("if"),
    SWITCH("switch"),
    FILTER("filter"),
    MERGE("merge"),
    SPLIT_OUT("splitOut"),
    AGGREGATE("aggregate"),
    SUMMARIZE("summarize"),
    SORT("sort"),
    LIMIT("limit"),
    REMOVE_DUPLICATES("removeDuplicates"),
    RENAME_KEYS("renameKeys"),
    LOOP("loop"),
    COMPARE("compare"),
    DATE_TIME("dateTime"),
    HTML_EXTRACT("htmlExtract"),
    EXTRACT_FROM_FILE("extractFromFile"),
    CONVERT_TO_FILE("convertToFile"),
    COMPRESS("compress"),
    DECOMPRESS("decompress"),
    MARKDOWN_TO_HTML("markdownToHtml"),
    HTML_TO_MARKDOWN("htmlToMarkdown"),
    CODE("code"),
    /** Evaluates fields for the first item into the variable {@code p}, for steps of other components. */
    PARAMETERS("parameters"),
    /** Keeps what the step before has made under a name, for expressions. */
    RECORD("record"),
    /** Goes on with one output of the step before. */
    OUTPUT("output");

    private final String wireName;

    ItemsOperation(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static ItemsOperation of(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName.equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ItemsException(ItemsError.UNKNOWN_OPERATION, "'" + name + "' is no operation of items"));
    }
}
