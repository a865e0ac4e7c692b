package dev.serai.people;

import dev.serai.people.task.Answer;
import dev.serai.people.task.Question;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An answer by mail: the token in its subject, what was written above the quoted question, and who sent it. A sender's
 * address can be forged, the token cannot; both must be right.
 */
record MailReply(String token, String from, String text) {

    private static final Pattern MARK = Pattern.compile("\\[#([A-Za-z0-9_-]{40,120})]");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@,;\"]{1,64}@[^\\s<>@,;\"]{1,255}");
    private static final Pattern INTRODUCTION = Pattern.compile("(?i)^(on|am|le|el) .{1,200}:$|^-{2,} ?original .*");
    /** Long subjects come in several lines. */
    private static final Pattern FOLD = Pattern.compile("\\s++(?=[A-Za-z0-9_-]*])");

    private static final int LONGEST = 100_000;
    private static final int LONGEST_SUBJECT = 1_000;

    static String mark(String token) {
        return "[#" + token + "]";
    }

    /** The token in a mail's subject; null when there is none. */
    static String token(String subject) {
        // Anybody may send a mail, and what follows takes the square of the length.
        if (subject == null || subject.length() > LONGEST_SUBJECT) {
            return null;
        }
        var mark = MARK.matcher(FOLD.matcher(subject).replaceAll(""));
        return mark.find() ? mark.group(1) : null;
    }

    /** The mail address in a text such as {@code Ada <ada@example.com>}; null when there is none. */
    static String address(String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        var address = ADDRESS.matcher(text);
        String last = null;
        // The name before the address may look like an address, to deceive.
        while (address.find()) {
            last = address.group();
        }
        return last == null ? null : last.toLowerCase(Locale.ROOT);
    }

    void checkSender(Question question) {
        var assignee = address(question.assignee());
        if (assignee == null) {
            throw new PeopleException(
                    PeopleError.WRONG_SENDER,
                    "the question has no assignee with a mail address, so no mail can answer it",
                    "Set assignee to the address, or answer in the inbox.");
        }
        if (!assignee.equals(address(from))) {
            throw new PeopleException(PeopleError.WRONG_SENDER, "the mail does not come from " + assignee);
        }
    }

    Answer answer(Question question) {
        if (question.form() != null) {
            throw new PeopleException(
                    PeopleError.BAD_ANSWER, "a form cannot be answered by mail", "Answer at the link of the mail.");
        }
        var lines = written();
        if (question.choices().isEmpty()) {
            return Answer.text(String.join("\n", lines));
        }
        var choice = lines.isEmpty() ? "" : lines.get(0).strip().replaceAll("[.!]+$", "");
        var rest = lines.size() < 2
                ? null
                : String.join("\n", lines.subList(1, lines.size())).strip();
        return new Answer(choice, rest, null);
    }

    /** Without what was quoted, and without what stands below a signature's mark. */
    private List<String> written() {
        return (text == null ? "" : text.substring(0, Math.min(LONGEST, text.length())))
                .lines()
                .takeWhile(line -> !line.matches("-- ?")
                        && !INTRODUCTION.matcher(line.strip()).matches())
                .filter(line -> !line.stripLeading().startsWith(">"))
                .dropWhile(String::isBlank)
                .toList();
    }
}
