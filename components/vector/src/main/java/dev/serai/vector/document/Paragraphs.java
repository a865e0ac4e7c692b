package dev.serai.vector.document;

import dev.serai.vector.document.Splitter.Span;
import java.util.ArrayList;
import java.util.List;

/** Puts whole paragraphs together as long as they fit; one that doesn't fit alone is cut. */
final class Paragraphs {

    private Paragraphs() {}

    static List<Span> spans(Flow flow, Splitter splitter) {
        var text = flow.text();
        var starts = flow.blockStarts();
        var spans = new ArrayList<Span>();
        int from = 0;
        long used = 0;
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : text.length();
            // Each is counted once, so that many small ones cost no more than a large one.
            int count = splitter.measure().count(text.substring(starts[i], end));
            if (used > 0 && used + count > splitter.size()) {
                spans.addAll(splitter.spans(flow, from, starts[i]));
                from = starts[i];
                used = 0;
            }
            used += count;
        }
        spans.addAll(splitter.spans(flow, from, text.length()));
        return spans;
    }
}
