package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import java.util.List;

/** How one API words an answer, as a stream and as a whole. */
interface AnswerShape {
    /** The line for one token. */
    ObjectNode chunk(Piece piece);

    /** The lines for tool calls that travel before the end. */
    List<ObjectNode> toolChunks(Outcome outcome);

    /** The lines that end the stream. */
    List<ObjectNode> lastChunks(Outcome outcome);

    /** The whole answer at once. */
    ObjectNode whole(Outcome outcome);

    StreamWriter stream(Exchange exchange);

    String wholeContentType();
}
