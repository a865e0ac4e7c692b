package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes the lines of a streamed answer. */
interface StreamWriter {
    void start();

    void line(JsonNode line);

    /** Half a line, for clients that must survive it. */
    void brokenLine();

    void error(String message);

    void end();
}
