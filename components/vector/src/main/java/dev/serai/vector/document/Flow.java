package dev.serai.vector.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sections that follow one another as one text, with what is needed to cut it well: where its blocks (paragraphs, fenced
 * code) begin and which section each position belongs to.
 */
final class Flow {

    private final String text;
    private final List<Section> sections;
    private final int[] sectionStarts;
    private final int[] blockStarts;
    private final int[] codeStarts;
    private final int[] codeEnds;

    private Flow(Builder built) {
        text = built.text.toString();
        sections = built.sections;
        sectionStarts = array(built.sectionStarts);
        blockStarts = array(built.blockStarts);
        codeStarts = array(built.codeStarts);
        codeEnds = array(built.codeEnds);
    }

    /** With each heading as a line before the text under it. */
    static Flow of(List<Section> sections) {
        var builder = new Builder();
        sections.forEach(builder::add);
        return new Flow(builder);
    }

    static Flow of(String text) {
        return of(List.of(new Section(List.of(), text, null)));
    }

    String text() {
        return text;
    }

    Section sectionAt(int position) {
        return sections.get(Math.max(0, place(sectionStarts, position)));
    }

    int[] blockStarts() {
        return blockStarts;
    }

    /** The last start of a block at or before the position, or -1. */
    int blockStartAt(int position) {
        int place = place(blockStarts, position);
        return place < 0 ? -1 : blockStarts[place];
    }

    /** The start of the fenced code that a cut here would cut in two, or -1. */
    int codeStartAt(int position) {
        int place = place(codeStarts, position - 1);
        return place >= 0 && position < codeEnds[place] ? codeStarts[place] : -1;
    }

    int codeEndAt(int codeStart) {
        return codeEnds[place(codeStarts, codeStart)];
    }

    private static int place(int[] starts, int position) {
        int place = Arrays.binarySearch(starts, position);
        return place >= 0 ? place : -place - 2;
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private final List<Section> sections = new ArrayList<>();
        private final List<Integer> sectionStarts = new ArrayList<>();
        private final List<Integer> blockStarts = new ArrayList<>();
        private final List<Integer> codeStarts = new ArrayList<>();
        private final List<Integer> codeEnds = new ArrayList<>();
        private Section previous;

        void add(Section section) {
            var headings = newHeadings(section);
            boolean goesOn = headings.isEmpty() && previous != null && onNextPage(section);
            if (text.length() > 0) {
                text.append(goesOn ? "\n" : "\n\n");
            }
            sections.add(section);
            sectionStarts.add(text.length());
            if (!goesOn) {
                blockStarts.add(text.length());
            }
            headings.forEach(heading -> text.append(heading).append("\n\n"));
            addBlocks(section.text());
            previous = section;
        }

        private List<String> newHeadings(Section section) {
            var known = previous == null ? List.<String>of() : previous.headings();
            var headings = section.headings();
            int same = 0;
            while (same < headings.size()
                    && same < known.size()
                    && headings.get(same).equals(known.get(same))) {
                same++;
            }
            // Two sections may have the same path; the heading stands in the document twice then.
            boolean again = same > 0 && same == headings.size() && section.page() == null && !previous.table();
            return headings.subList(again ? same - 1 : same, headings.size());
        }

        /** A page may end within a sentence. */
        private boolean onNextPage(Section section) {
            int length = text.length();
            return section.page() != null
                    && !section.page().equals(previous.page())
                    && length > 0
                    && !Cuts.endsSentence(text, length - 1);
        }

        /** An empty line ends a block, but not within fenced code. */
        private void addBlocks(String body) {
            int offset = text.length();
            var fence = new Fence();
            boolean gap = false;
            for (int start = 0; start < body.length(); ) {
                int end = body.indexOf('\n', start);
                end = end < 0 ? body.length() : end;
                var line = body.substring(start, end);
                boolean within = fence.open();
                boolean code = fence.covers(line);
                if (gap && !within && !line.isBlank()) {
                    blockStarts.add(offset + start);
                }
                if (code && !within) {
                    codeStarts.add(offset + start);
                } else if (within && !fence.open()) {
                    codeEnds.add(offset + end);
                }
                gap = line.isBlank();
                start = end + 1;
            }
            text.append(body);
            if (codeEnds.size() < codeStarts.size()) {
                codeEnds.add(text.length());
            }
        }
    }
}
