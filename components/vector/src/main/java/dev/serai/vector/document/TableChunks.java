package dev.serai.vector.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Cuts a table between its rows and repeats the names of the columns above each piece. */
final class TableChunks {

    private final Splitter splitter;
    private final Section section;
    private final List<String> rows;
    private final String front;
    private final int room;

    TableChunks(Splitter splitter, Section section) {
        this.splitter = splitter;
        this.section = section;
        var lines = new ArrayList<>(List.of(section.text().split("\n")));
        var header = lines.remove(0);
        var path = Chunker.path(section);
        var names = path.isEmpty() ? header + "\n" : path + "\n\n" + header + "\n";
        int count = splitter.measure().count(names);
        boolean repeated = count <= splitter.size() / 2;
        if (!repeated) {
            // Names that leave no room stand once, as a row of their own.
            lines.add(0, names.strip());
        }
        this.rows = lines;
        this.front = repeated ? names : "";
        this.room = repeated ? splitter.size() - count : splitter.size();
    }

    void addTo(List<Chunk> chunks) {
        int offset = front.isEmpty() ? 0 : 1;
        int from = 0;
        long used = 0;
        for (int i = 0; i < rows.size(); i++) {
            int count = splitter.measure().count(rows.get(i) + "\n");
            if (i > from && used + count > room) {
                add(chunks, from, i, offset);
                from = i;
                used = 0;
            }
            used += count;
        }
        if (rows.isEmpty()) {
            chunks.add(new Chunk(front.strip(), Chunker.metadata(section)));
        } else {
            add(chunks, from, rows.size(), offset);
        }
    }

    private void add(List<Chunk> chunks, int from, int to, int offset) {
        var metadata = new LinkedHashMap<>(Chunker.metadata(section));
        int first = Math.max(1, from + offset);
        int last = to - 1 + offset;
        if (last > 0) {
            metadata.put("rows", first == last ? String.valueOf(first) : first + "-" + last);
        }
        var flow = Flow.of(String.join("\n", rows.subList(from, to)));
        // Whole rows fit; only a single row that doesn't is cut.
        for (var span : new Splitter(splitter.measure(), room, 0)
                .spans(flow, 0, flow.text().length())) {
            chunks.add(new Chunk(front + flow.text().substring(span.from(), span.to()), metadata));
        }
    }
}
