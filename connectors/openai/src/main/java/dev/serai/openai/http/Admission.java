package dev.serai.openai.http;

import java.util.Map;

/**
 * What is known of a request before its body is read.
 *
 * @param refusal the answer to a request whose body is not wanted; null for the others
 * @param client the name of the client's key; null when there are no keys
 * @param headers what every answer to this client needs
 */
public record Admission(Head head, Operation operation, String client, Map<String, String> headers, Plain refusal) {

    static Admission refused(Head head, Map<String, String> headers, Plain answer) {
        return new Admission(head, null, null, headers, answer.with(headers));
    }
}
