package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.openai.wire.ChatQuestion;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Tells which conversation a request belongs to. The name of the client's key is part of it, so that nobody enters the
 * conversations of another client by their ids.
 */
final class Sessions {

    private static final String CHAT_ID = "X-OpenWebUI-Chat-Id";
    private static final String USER_ID = "X-OpenWebUI-User-Id";
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private Sessions() {}

    static String of(Admission admission, ChatQuestion question) {
        var header = admission.head().header(CHAT_ID);
        var id = header == null ? question.chatId() : header;
        return id == null ? begunWith(admission, question) : named(admission, id);
    }

    /** The session with an id that the client has chosen. */
    static String named(Admission admission, String id) {
        if (!ID.matcher(id).matches()) {
            throw new GatewayException(
                    GatewayError.BAD_REQUEST,
                    "the conversation's id is not 1 to 200 visible characters",
                    "Send another id, or none.",
                    null);
        }
        return prefix(admission) + "chat-" + id;
    }

    static String user(Admission admission, String user) {
        var header = admission.head().header(USER_ID);
        return user == null ? header : user;
    }

    /** Clients send the whole conversation each time, so its beginning stays the same. */
    private static String begunWith(Admission admission, ChatQuestion question) {
        var beginning = new ArrayList<String>();
        beginning.add(question.model());
        beginning.add(user(admission, question.user()));
        for (var message : question.request().messages()) {
            beginning.add(message.role().wireName());
            beginning.add(said(message));
            if (message.role() == ChatRole.USER) {
                break;
            }
        }
        // As JSON, so that no two beginnings read the same.
        var hash = HexFormat.of().formatHex(Keys.hash(Json.text(beginning)), 0, 16);
        return prefix(admission) + "begun-" + hash;
    }

    private static String said(ChatMessage message) {
        return message.text().strip();
    }

    private static String prefix(Admission admission) {
        return admission.client() == null ? "" : admission.client() + "/";
    }
}
