package dev.serai.vector;

import org.apache.camel.Exchange;

/** Texts that are asked for or embedded as they are. */
final class Questions {

    private static final int LONGEST = 100_000;

    private Questions() {}

    static String text(Exchange exchange, Object body) {
        var text = exchange.getContext().getTypeConverter().convertTo(String.class, exchange, body);
        if (text == null || text.isBlank()) {
            throw new VectorException(VectorError.BAD_BODY, "there is no text in the body");
        }
        if (text.length() > LONGEST) {
            throw new VectorException(
                    VectorError.BAD_BODY,
                    "the text has " + text.length() + " characters, and at most " + LONGEST + " are taken",
                    "Send a question, or insert the text as a document.",
                    null);
        }
        return text;
    }
}
