package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects text under headings into sections. */
final class Outline {

    private static final int DEEPEST = 9;

    private final Budget budget;
    private final List<Section> sections = new ArrayList<>();
    private final String[] path = new String[DEEPEST];
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean headingAlone;

    Outline(Budget budget) {
        this.budget = budget;
    }

    void heading(int level, String title) throws IOException {
        var line = Texts.line(title);
        if (line.isEmpty()) {
            return;
        }
        budget.characters(line.length());
        int place = Math.max(1, Math.min(level, DEEPEST));
        // A heading that only holds others is in their path; one without anything below would be lost.
        close(place <= depth);
        for (int i = place; i < DEEPEST; i++) {
            path[i] = null;
        }
        path[place - 1] = line;
        depth = place;
        headingAlone = true;
    }

    /** Adds a block of text, with an empty line before it. */
    void block(String block) throws IOException {
        if (text.length() > 0) {
            text.append("\n\n");
        }
        add(block);
    }

    /** Adds a line to the block. */
    void line(String line) throws IOException {
        if (text.length() > 0) {
            text.append('\n');
        }
        add(line);
    }

    /** The first heading of all, or null. */
    String firstHeading() {
        return sections.stream()
                .flatMap(section -> section.headings().stream())
                .findFirst()
                .orElse(null);
    }

    List<Section> sections() {
        close(true);
        return sections;
    }

    private void add(String block) throws IOException {
        budget.characters(block.length());
        text.append(block);
    }

    private void close(boolean keepHeading) {
        var body = Texts.trim(text.toString());
        text.setLength(0);
        if (!body.isEmpty() || headingAlone && keepHeading) {
            var headings = new ArrayList<String>();
            for (var heading : path) {
                if (Objects.nonNull(heading)) {
                    headings.add(heading);
                }
            }
            sections.add(new Section(headings, body, null));
        }
    }
}
