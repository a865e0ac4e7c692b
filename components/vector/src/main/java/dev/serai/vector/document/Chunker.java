package dev.serai.vector.document;

import dev.serai.vector.document.Splitter.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Cuts documents into chunks. No text is lost or moved; tables are cut between their rows. */
public final class Chunker {

    private final ChunkSettings settings;
    private final TokenCounter tokens;

    private Chunker(ChunkSettings settings, TokenCounter tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    /** @param tokens may be null where characters are counted or nothing is cut */
    public static Chunker of(ChunkSettings settings, TokenCounter tokens) {
        Objects.requireNonNull(settings, "settings");
        boolean counts = settings.by() != ChunkBy.NONE && settings.by() != ChunkBy.CHARACTERS;
        if (counts && tokens == null) {
            throw new IllegalArgumentException("chunks by " + settings.by() + " need a TokenCounter");
        }
        return new Chunker(settings, tokens);
    }

    public List<Chunk> chunk(ParsedDocument document) {
        if (settings.by() == ChunkBy.NONE) {
            return whole(document.sections());
        }
        var splitter = splitter();
        var chunks = new ArrayList<Chunk>();
        var run = new ArrayList<Section>();
        for (var section : document.sections()) {
            boolean alone = section.table() || settings.by() == ChunkBy.HEADINGS;
            if (alone) {
                flow(run, splitter, chunks);
                if (section.table()) {
                    new TableChunks(splitter, section).addTo(chunks);
                } else {
                    underHeadings(section, splitter, chunks);
                }
            } else {
                run.add(section);
            }
        }
        flow(run, splitter, chunks);
        return List.copyOf(chunks);
    }

    /** A splitter learns how dense a text is, so each document has its own. */
    private Splitter splitter() {
        var measure = settings.by() == ChunkBy.CHARACTERS ? Measure.CHARACTERS : new TokenMeasure(tokens);
        return new Splitter(measure, settings.size(), settings.overlap());
    }

    private void flow(List<Section> run, Splitter splitter, List<Chunk> chunks) {
        if (run.isEmpty()) {
            return;
        }
        var flow = Flow.of(List.copyOf(run));
        run.clear();
        var spans = settings.by() == ChunkBy.PARAGRAPHS
                ? Paragraphs.spans(flow, splitter)
                : splitter.spans(flow, 0, flow.text().length());
        for (var span : spans) {
            chunks.add(new Chunk(text(flow, span), metadata(flow.sectionAt(span.from()))));
        }
    }

    /** The path in front tells the embedding model what a piece is about. */
    private static void underHeadings(Section section, Splitter splitter, List<Chunk> chunks) {
        var path = path(section);
        if (section.text().isBlank()) {
            flowOf(path, "", splitter, section, chunks);
            return;
        }
        var front = path.isEmpty() ? "" : path + "\n\n";
        if (splitter.measure().count(front) > splitter.size() / 2) {
            // A path that leaves no room stands once, as text.
            flowOf(front + section.text(), "", splitter, section, chunks);
        } else {
            flowOf(section.text(), front, splitter, section, chunks);
        }
    }

    private static void flowOf(String text, String front, Splitter splitter, Section section, List<Chunk> chunks) {
        int room = splitter.size() - (front.isEmpty() ? 0 : splitter.measure().count(front));
        var flow = Flow.of(text);
        var smaller = new Splitter(splitter.measure(), room, Math.min(splitter.overlap(), room / 2));
        for (var span : smaller.spans(flow, 0, text.length())) {
            chunks.add(new Chunk(front + text(flow, span), metadata(section)));
        }
    }

    private static List<Chunk> whole(List<Section> sections) {
        if (sections.isEmpty()) {
            return List.of();
        }
        var text = Flow.of(sections).text().strip();
        var metadata = sections.size() == 1 ? metadata(sections.get(0)) : Map.<String, Object>of();
        return text.isEmpty() ? List.of() : List.of(new Chunk(text, metadata));
    }

    static Map<String, Object> metadata(Section section) {
        var metadata = new LinkedHashMap<String, Object>();
        if (!section.headings().isEmpty()) {
            metadata.put("headings", path(section));
        }
        if (section.page() != null) {
            metadata.put("page", section.page());
        }
        return metadata;
    }

    static String path(Section section) {
        return String.join(" > ", section.headings());
    }

    private static String text(Flow flow, Span span) {
        return flow.text().substring(span.from(), span.to());
    }
}
