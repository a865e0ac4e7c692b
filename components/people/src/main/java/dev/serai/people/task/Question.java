package dev.serai.people.task;

import java.util.List;

/**
 * What a person is asked.
 *
 * @param text Markdown; may be null. It comes from messages, so whoever shows it must not trust it
 * @param form a JSON schema as text; null for a question without a form
 * @param assignee who should answer, such as a name or a mail address; may be null
 * @param group who else may know; may be null
 */
public record Question(
        String title,
        String text,
        String form,
        List<String> choices,
        String assignee,
        String group,
        List<Attachment> attachments) {

    public Question {
        choices = choices == null ? List.of() : List.copyOf(choices);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }
}
