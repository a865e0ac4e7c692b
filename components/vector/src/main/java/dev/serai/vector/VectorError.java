package dev.serai.vector;

import dev.serai.support.error.ErrorCode;

/** What can go wrong between a route and a collection. ERRORS.md explains each to its reader. */
public enum VectorError implements ErrorCode {
    BAD_OPTION("001", "Correct the option or the header of that name."),
    BAD_BODY("002", "Send what the operation's section in the README names."),
    BAD_FILTER("003", "Write the filter as in {\"year\": {\"$gte\": 2020}, \"kind\": \"report\"}."),
    DELETE_ALL("004", "Name a source or a filter, or set all=true if the whole collection is meant."),
    BAD_COLLECTION("005", "Use letters, digits, hyphen and underscore, at most 64 of them."),

    DOCUMENT_BROKEN("101", "Open the document with its own program and save it again."),
    DOCUMENT_UNSUPPORTED("102", "Convert it to text, Markdown, HTML, PDF, DOCX, XLSX or CSV."),
    DOCUMENT_TOO_LARGE("103", "Split the document, or raise maxDocumentSize."),
    DOCUMENT_TOO_SLOW("104", "Split the document, or raise maxParseTime."),
    DOCUMENT_ENCRYPTED("105", "Save the document without a password."),
    DOCUMENT_EMPTY("106", "If it is a scan, run text recognition over it first."),
    DOCUMENT_UNREADABLE("107", "Check that the file is there and may be read."),

    OTHER_EMBEDDER("201", "Use the embedder that the collection was made with, or ingest into a new collection."),
    EMBEDDER_FAILED("202", "Check the endpoint in embedder; the cause says more."),
    BAD_VECTORS("203", "Check that the endpoint in embedder gives one vector of numbers for each text."),
    TEXT_TOO_LONG("204", "Use smaller chunks (chunkSize), or set onLongText=cut."),
    NO_LOCAL_MODEL("205", "Add the artifact to the class path, or choose another embedder."),

    LOCKED("301", "Stop the other process, or give each its own directory."),
    STORE_FAILED("302", "Check the free space and the permissions of the directory; the cause says more."),
    STORE_BROKEN("303", "Restore the directory from a backup, or delete it and ingest again."),
    UNKNOWN_STORE("304", "Add the module that brings the store, or bind a VectorStoreFactory of that name."),
    CLOSED("305", "Nothing: the route is being stopped."),
    BUSY("306", "Send less at once, for example through a seda queue or with throttle.");

    private final String number;
    private final String remedy;

    VectorError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "VECTOR-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** Whether the document is the reason, so that others may still be taken in. */
    boolean isOfDocument() {
        return ordinal() <= DOCUMENT_UNREADABLE.ordinal() || this == TEXT_TOO_LONG;
    }

    @Override
    public boolean retryable() {
        return this == EMBEDDER_FAILED || this == STORE_FAILED || this == LOCKED || this == BUSY;
    }
}
