package dev.serai.people;

import dev.serai.people.task.Task;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people are told of a task. Its token stands in the subject too, where an answer by mail brings it back. */
record Letter(Task task, String token, String link) {

    /** The subject of an answer must not become too long to be read. */
    private static final int LONGEST_TITLE = 500;

    String body() {
        var question = task.question();
        var body = new StringBuilder();
        if (question.text() != null) {
            body.append(question.text().strip()).append("\n\n");
        }
        if (task.due() != null) {
            body.append("Due: ").append(task.due()).append("\n");
        }
        body.append("Answer here, once: ").append(link).append('\n');
        if (question.form() == null && MailReply.address(question.assignee()) != null) {
            body.append(
                    question.choices().isEmpty()
                            ? "Or answer this mail.\n"
                            : "Or answer this mail; its first line is one of: " + String.join(", ", question.choices())
                                    + "\n");
        }
        return body.toString();
    }

    Map<String, Object> headers() {
        var headers = new LinkedHashMap<String, Object>();
        // A line break would begin another header of the mail.
        var title = task.question().title().replaceAll("[\\p{Cntrl}]+", " ");
        headers.put(
                "Subject",
                (title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title) + " "
                        + MailReply.mark(token));
        var to = MailReply.address(task.question().assignee());
        if (to != null) {
            headers.put("To", to);
        }
        headers.put(PeopleConstants.TASK_ID, task.id());
        return headers;
    }
}
