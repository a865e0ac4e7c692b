package dev.serai.vector.document;

import java.util.List;

/**
 * A part of a document under one heading or on one page.
 *
 * @param headings the path to it, from the outermost; its last heading isn't repeated in the text
 * @param page counted from 1, or null where the format has no pages
 * @param table whether the text is a table: the first line names the columns, each other line is a row
 */
public record Section(List<String> headings, String text, Integer page, boolean table) {

    public Section {
        headings = headings == null ? List.of() : List.copyOf(headings);
    }

    public Section(List<String> headings, String text, Integer page) {
        this(headings, text, page, false);
    }
}
