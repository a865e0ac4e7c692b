package dev.serai.sql.datasets;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with rows of files and queries of models. */
public enum DatasetError implements ErrorCode {
    NO_SOURCE("401", "Name the file that the rows come from."),
    NO_QUERY("402", "Send one SELECT statement of at most 10000 characters."),
    QUERY_FAILED("403", "Correct the query; the list of the tables shows their columns."),
    NO_READER("404", "Give the database's user the right to create users, or create the role yourself.");

    private final String number;
    private final String remedy;

    DatasetError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "SQL-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
