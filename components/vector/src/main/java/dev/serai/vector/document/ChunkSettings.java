package dev.serai.vector.document;

/**
 * @param size of a chunk at most, in characters for {@link ChunkBy#CHARACTERS}, in tokens otherwise
 * @param overlap how much of a chunk's end the next one repeats; between whole paragraphs, headings and rows of tables
 *     nothing is repeated
 */
public record ChunkSettings(ChunkBy by, int size, int overlap) {

    private static final int LARGEST = 1_000_000;

    public ChunkSettings {
        if (by == null) {
            throw new IllegalArgumentException(
                    "by is missing: TOKENS, CHARACTERS, PARAGRAPHS, HEADINGS or NONE says where to cut");
        }
        if (by != ChunkBy.NONE && (size < 1 || size > LARGEST)) {
            throw new IllegalArgumentException("the chunk size is " + size + " and must be from 1 to " + LARGEST);
        }
        // A larger overlap would store most of the text many times.
        if (by != ChunkBy.NONE && (overlap < 0 || overlap > size / 2)) {
            throw new IllegalArgumentException("the overlap is " + overlap + " and must be from 0 to " + size / 2
                    + ", half of the chunk size " + size);
        }
    }
}
