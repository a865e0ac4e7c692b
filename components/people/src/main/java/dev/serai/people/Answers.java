package dev.serai.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Question;
import dev.serai.support.json.Json;
import dev.serai.support.json.JsonSchemas;
import java.util.List;

/** Checks forms, and answers against the questions they belong to. */
final class Answers {

    private static final int LONGEST = 1_000_000;
    private static final int LISTED = 5;

    private Answers() {}

    static JsonSchemas.Validator form(String schema) {
        try {
            var form = Json.read(schema);
            if (!"object".equals(form.path("type").asText())) {
                throw new PeopleException(PeopleError.BAD_FORM, "the form's schema is not of type object");
            }
            return JsonSchemas.compile(form);
        } catch (JsonProcessingException e) {
            throw new PeopleException(PeopleError.BAD_FORM, "the form is no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new PeopleException(PeopleError.BAD_FORM, "the form: " + e.getMessage());
        }
    }

    /** The answer as it counts; what the question did not ask for is refused, except for a comment. */
    static Answer checked(Question question, Answer answer) {
        var choice = choice(question, answer);
        var text = answer.text() == null || answer.text().isBlank()
                ? null
                : answer.text().strip();
        if (text != null && text.length() > LONGEST) {
            throw bad("the text has " + text.length() + " characters, more than " + LONGEST);
        }
        if (question.form() == null
                && answer.values() != null
                && !answer.values().isEmpty()) {
            throw bad("there are values, but the question has no form");
        }
        if (question.form() != null) {
            values(question, answer);
            return new Answer(choice, text, answer.values());
        }
        if (choice == null && text == null) {
            throw bad("the answer is empty");
        }
        return new Answer(choice, text, null);
    }

    private static String choice(Question question, Answer answer) {
        if (question.choices().isEmpty()) {
            if (answer.choice() != null && !answer.choice().isBlank()) {
                throw bad("there is a choice, but the question has none");
            }
            return null;
        }
        var said = answer.choice() == null ? "" : answer.choice().strip();
        return question.choices().stream()
                .filter(choice -> choice.equalsIgnoreCase(said))
                .findFirst()
                .orElseThrow(() ->
                        bad("the choice '" + shown(said) + "' is none of " + String.join(", ", question.choices())));
    }

    private static void values(Question question, Answer answer) {
        if (answer.values() == null) {
            throw bad("there are no values for the form");
        }
        var values = Json.tree(answer.values());
        if (Json.text(values).length() > LONGEST) {
            throw bad("the values have more than " + LONGEST + " characters");
        }
        List<String> violations = form(question.form()).violations(values);
        if (!violations.isEmpty()) {
            var first = violations.stream().limit(LISTED).toList();
            throw bad(String.join("; ", first) + (violations.size() > LISTED ? "; and more" : ""));
        }
    }

    private static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private static PeopleException bad(String fact) {
        return new PeopleException(PeopleError.BAD_ANSWER, fact);
    }
}
