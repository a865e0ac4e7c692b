package dev.serai.openai.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client asks at embeddings.
 *
 * @param dimensions null when the client does not say
 * @param base64 whether the vectors are wanted as bytes
 */
public record EmbeddingQuestion(String model, List<String> texts, Integer dimensions, boolean base64, String user) {

    private static final int MOST = 2048;

    public static EmbeddingQuestion read(byte[] body) {
        var fields = Fields.of(body);
        var format = fields.text("encoding_format");
        if (format != null && !format.equals("float") && !format.equals("base64")) {
            throw fields.notSupported("encoding_format", "is neither float nor base64");
        }
        var dimensions = fields.get("dimensions");
        if (dimensions != null && (!dimensions.canConvertToInt() || dimensions.intValue() < 1)) {
            throw fields.bad("dimensions", "is not a whole number above 0");
        }
        return new EmbeddingQuestion(
                fields.needed("model"),
                texts(fields),
                dimensions == null ? null : dimensions.intValue(),
                "base64".equals(format),
                fields.text("user"));
    }

    private static List<String> texts(Fields fields) {
        var input = fields.get("input");
        if (input != null && input.isTextual()) {
            return List.of(fields.needed("input"));
        }
        var texts = new ArrayList<String>();
        for (var text : fields.list("input")) {
            if (text.isNumber() || text.isArray()) {
                throw fields.notSupported("input", "has tokens; send texts");
            }
            if (!text.isTextual() || text.textValue().isBlank()) {
                throw fields.bad("input", "has something that is no text, or an empty one");
            }
            texts.add(text.textValue());
        }
        if (texts.isEmpty() || texts.size() > MOST) {
            throw fields.bad("input", "does not have 1 to " + MOST + " texts");
        }
        return texts;
    }
}
