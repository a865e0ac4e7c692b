package dev.serai.supabase.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with tables and with functions of the database. */
public enum TableError implements ErrorCode {
    NO_FILTER("201", "Set filter or the header CamelSupabaseFilters, or all=true where every row is meant."),
    BAD_FILTER(
            "202",
            "Write conditions as column=operator.value with & between them, or give values in the header CamelSupabaseFilters."),
    NOT_ONE("203", "Make the filter match one row, or set single=maybe where none may be there, or leave single away."),
    NO_TABLE(
            "204",
            "Check the name and the option schema. After a migration, have the server read the schema anew: NOTIFY pgrst, 'reload schema'."),
    NO_COLUMN("205", "Use columns that the table has. After a migration: NOTIFY pgrst, 'reload schema'."),
    NO_FUNCTION(
            "206",
            "Check the function's name, the names of its arguments and the option schema. After a migration: NOTIFY pgrst, 'reload schema'."),
    NO_RELATION(
            "207",
            "Add a foreign key, or name the one that is meant: columns=title,authors!books_author_id_fkey(name)."),
    DUPLICATE("208", "Use operation=upsert with onConflict, or another value."),
    REFERENCE("209", "Store the row that is referred to first, or delete those that refer to it first."),
    NOT_ALLOWED(
            "210",
            "Add a policy or a grant for this user, send a signed-in user's token (accessToken), or set key=service for work beyond the policies. With returning=representation the user must also be allowed to read the row."),
    CONSTRAINT("211", "Send values that the table's constraints accept."),
    BAD_VALUE("212", "Send a value that the column's or the argument's type can be read from."),
    TOKEN("213", "Sign in again, or send a token of this project that has not expired."),
    RANGE("214", "Use an offset within the rows that there are."),
    TIMEOUT("215", "Add an index, ask for less, or raise the role's statement_timeout."),
    TOO_MANY_AFFECTED("216", "Make the filter narrower, or raise maxAffected. Nothing was changed."),
    NO_SCHEMA("217", "Use a schema that the server shows: its setting is db-schemas (Exposed schemas)."),
    BAD_QUERY("218", "Correct columns, filter or order as the server says."),
    RAISED("219", "Look into the database function or the trigger that raises it."),
    DATABASE_AWAY("220", "Look whether the database runs and has connections left."),
    UNREADABLE("221", "Check that url is the gateway of a Supabase, and its log."),
    COLLIDED("222", "Send it again: the database has undone it, since another transaction was in the way."),
    KEYSET("223", "Name a unique column that is never null, and select it."),
    TWICE("224", "Send only one of the rows with the same key, or set ignoreDuplicates.");

    private final String number;
    private final String remedy;

    TableError(String number, String remedy) {
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

    @Override
    public boolean retryable() {
        return this == COLLIDED;
    }

    @Override
    public boolean retryableRead() {
        return this == COLLIDED || this == DATABASE_AWAY;
    }
}
