package dev.serai.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** A store that {@code vector:} keeps a collection in, empty at first and gone afterwards. */
interface VectorTarget extends AutoCloseable {

    String name();

    /** What the endpoint is told. */
    String options();

    /** What the application is told. */
    Map<String, String> properties();

    /** How many bytes it takes on the disk. */
    long size() throws IOException, SQLException;

    @Override
    void close() throws IOException, SQLException;
}
