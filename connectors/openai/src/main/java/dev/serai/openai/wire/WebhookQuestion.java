package dev.serai.openai.wire;

/**
 * What a chat that was made for n8n sends.
 *
 * @param sessionId may be null
 */
public record WebhookQuestion(String chatInput, String sessionId) {

    public static WebhookQuestion read(byte[] body) {
        var fields = Fields.of(body);
        return new WebhookQuestion(fields.needed("chatInput"), fields.text("sessionId"));
    }
}
