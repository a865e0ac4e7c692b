package dev.serai.supabase.vector;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with vectors. */
public enum VectorError implements ErrorCode {
    NOT_PREPARED("701", "Run the SQL of operation=schema in the SQL editor."),
    DIMENSIONS("702", "Use the model that the vectors in the table were made with, or a table of its own."),
    OTHER_EMBEDDER(
            "703",
            "Use the embedder that the table was filled with, or a table of its own, or empty it and begin anew."),
    BAD_VECTOR("704", "Give each vector as a list of numbers, as a model for embeddings answers it."),
    BAD_DOCUMENT("705", "Give documents as maps with content, metadata and embedding."),
    BAD_FILTER("706", "Write the filter as a JSON object that the metadata must contain."),
    UNREADABLE("707", "Run the SQL of operation=schema again: the functions may be another tool's or older ones.");

    private final String number;
    private final String remedy;

    VectorError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "SUPABASE-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
