package dev.serai.vector.document;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into spans of at most a size. */
record Splitter(Measure measure, int size, int overlap) {

    /** From a position up to another one, without the white space around. */
    record Span(int from, int to) {}

    /** Every word between the two positions is in a span, in order; spans share words only where they overlap. */
    List<Span> spans(Flow flow, int from, int to) {
        var text = flow.text();
        var spans = new ArrayList<Span>();
        int done = from;
        int start = Cuts.skipSpace(text, from, to);
        while (start < to) {
            int fits = measure.fit(text, start, to, size);
            if (fits <= done && start < done) {
                // What is repeated leaves no room for anything new.
                start = Cuts.skipSpace(text, done, to);
                continue;
            }
            int end = fits >= to ? to : Cuts.end(flow, start, fits, Math.max(start, done));
            int last = end;
            while (last > start && Texts.space(text.charAt(last - 1))) {
                last--;
            }
            if (last > start) {
                spans.add(new Span(start, last));
            }
            done = end;
            start = Cuts.skipSpace(text, end < to ? repeatFrom(text, start, end) : to, to);
        }
        return spans;
    }

    private int repeatFrom(String text, int start, int end) {
        if (overlap == 0) {
            return end;
        }
        int from = Math.max(measure.fitBackwards(text, start, end, overlap), Measure.whole(text, start + 1));
        return from >= end ? end : Cuts.start(text, from, end);
    }
}
