package dev.serai.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.people.task.Answer;
import dev.serai.people.task.Question;
import dev.serai.people.task.WhenDue;
import dev.serai.support.camel.Headers;
import dev.serai.support.camel.Resources;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** What an endpoint asks, resolved once; headers win over it. */
record Asking(
        Expression title,
        Expression text,
        String form,
        Expression choices,
        Expression assignee,
        Expression group,
        Expression attachments,
        Duration due,
        WhenDue whenDue,
        Answer dueAnswer,
        boolean waits,
        String notifier) {

    static Asking of(CamelContext context, PeopleConfiguration options, String notifier) {
        var form = Resources.text(context, options.getForm());
        if (form != null) {
            Answers.form(form);
        }
        checkDue(options);
        return new Asking(
                simple(context, options.getTitle()),
                simple(context, Resources.text(context, options.getText())),
                form,
                simple(context, options.getChoices()),
                simple(context, options.getAssignee()),
                simple(context, options.getGroup()),
                simple(context, options.getAttachments()),
                options.getDue(),
                options.getWhenDue(),
                dueAnswer(form, options),
                options.getWhenParked() == WhenParked.WAIT,
                notifier);
    }

    static void checkDue(PeopleConfiguration options) {
        var due = options.getDue();
        if (due != null && (due.isNegative() || due.isZero())) {
            throw new PeopleException(PeopleError.BAD_OPTION, "due is '" + due + "', which is not above 0");
        }
        if ((options.getWhenDue() == WhenDue.ANSWER) != (options.getDueAnswer() != null)) {
            throw new PeopleException(
                    PeopleError.BAD_OPTION,
                    "whenDue is " + options.getWhenDue() + ", and dueAnswer is "
                            + (options.getDueAnswer() == null ? "not set" : "set"),
                    "Set dueAnswer together with whenDue=answer.");
        }
    }

    private static Expression simple(CamelContext context, String text) {
        if (text == null) {
            return null;
        }
        var expression = context.resolveLanguage("simple").createExpression(text);
        expression.init(context);
        return expression;
    }

    private static Answer dueAnswer(String form, PeopleConfiguration options) {
        if (options.getDueAnswer() == null) {
            return null;
        }
        if (form == null) {
            return options.getChoices() == null
                    ? Answer.text(options.getDueAnswer())
                    : Answer.choice(options.getDueAnswer());
        }
        try {
            return Answer.values(Json.map(options.getDueAnswer()));
        } catch (JsonProcessingException e) {
            throw new PeopleException(PeopleError.BAD_OPTION, "dueAnswer is no JSON object with the form's values");
        }
    }

    Question question(Exchange exchange, Files files) {
        var title = text(exchange, PeopleConstants.TITLE, title());
        if (title == null || title.isBlank()) {
            throw new PeopleException(PeopleError.NO_TITLE, "the question has no title");
        }
        var schema = exchange.getMessage().getHeader(PeopleConstants.FORM, String.class);
        if (schema != null) {
            Answers.form(schema);
        }
        return new Question(
                title.strip(),
                text(exchange, PeopleConstants.TEXT, text()),
                schema == null ? form() : schema,
                choices(exchange),
                text(exchange, PeopleConstants.ASSIGNEE, assignee()),
                text(exchange, PeopleConstants.GROUP, group()),
                files.list());
    }

    private static String text(Exchange exchange, String header, Expression option) {
        var said = exchange.getMessage().getHeader(header, String.class);
        var text = said == null && option != null ? option.evaluate(exchange, String.class) : said;
        return text == null || text.isBlank() ? null : text;
    }

    private List<String> choices(Exchange exchange) {
        var said = exchange.getMessage().getHeader(PeopleConstants.CHOICES);
        var value = said == null && choices() != null ? choices().evaluate(exchange, Object.class) : said;
        if (value == null) {
            return List.of();
        }
        var parts = value instanceof Collection<?> all
                ? all.stream().map(String::valueOf)
                : Arrays.stream(String.valueOf(value).split(","));
        return parts.map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    Files files(Exchange exchange) {
        var said = exchange.getMessage().getHeader(PeopleConstants.ATTACHMENTS);
        return Files.of(said == null && attachments() != null ? attachments().evaluate(exchange, Object.class) : said);
    }

    Duration due(Exchange exchange) {
        return Headers.get(
                exchange,
                PeopleConstants.DUE,
                Duration.class,
                due(),
                fact -> new PeopleException(PeopleError.BAD_OPTION, fact));
    }
}
