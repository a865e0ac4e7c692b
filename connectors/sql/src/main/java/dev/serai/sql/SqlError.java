package dev.serai.sql;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with the database. ERRORS.md explains each to its reader. */
public enum SqlError implements ErrorCode {
    BAD_OPTION("001", "Correct the option of that name."),
    UNSUPPORTED_DATABASE("002", "Use H2 or PostgreSQL."),
    SEVERAL_DATA_SOURCES("003", "Name one of them in serai.sql.data-source."),

    UNREACHABLE("101", "Start the database, or correct serai.sql.url.", true),
    FILE_IN_USE("102", "Stop the other process, give this one a file of its own in serai.sql.url, or use PostgreSQL."),
    LOGIN_REJECTED("103", "Correct serai.sql.user and serai.sql.password."),
    NEWER_DATABASE("104", "Start the version that wrote the database, or a newer one."),
    MIGRATION_FAILED("105", "Give the user the right to create tables, or see the cause."),

    FAILED("201", "See the cause."),
    OVERLOADED("202", "Send less, raise serai.sql.connections, or use a faster database.", true),
    CLOSED("203", "Nothing: the application stops."),
    TOO_LONG("204", "Use a shorter name."),
    UNREADABLE("205", "Clear the conversation, or restore the database from a backup."),

    NEEDS_POSTGRESQL("301", "Set serai.sql.url to a PostgreSQL database, or use store=lucene."),
    NO_EXTENSION("302", "Install pgvector on the server and let an administrator run CREATE EXTENSION vector."),
    OTHER_EMBEDDER("303", "Use the embedder that the collection was made with, or another collection."),
    BAD_VECTOR("304", "Check what the embedder gives."),
    BAD_CHUNK("305", "Leave out what cannot be written as JSON.");

    private final String number;
    private final String remedy;
    private final boolean retryable;

    SqlError(String number, String remedy) {
        this(number, remedy, false);
    }

    SqlError(String number, String remedy, boolean retryable) {
        this.number = number;
        this.remedy = remedy;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "SQL-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
