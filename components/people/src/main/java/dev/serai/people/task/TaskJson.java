package dev.serai.people.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parts of tasks as JSON: to be kept, and to be shown. */
public final class TaskJson {

    private TaskJson() {}

    /** @return null for null */
    public static String write(Object part) {
        return part == null ? null : Json.text(part);
    }

    /** @return null for null */
    public static <T> T read(String text, Class<T> type) {
        try {
            return text == null ? null : Json.MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept " + type.getSimpleName() + " cannot be read", e);
        }
    }

    /** What may be shown of a task, with plain values only. */
    public static Map<String, Object> view(Task task) {
        var view = new LinkedHashMap<String, Object>();
        var question = task.question();
        view.put("id", task.id());
        view.put("status", task.status().name());
        view.put("title", question.title());
        view.put("text", question.text());
        view.put("form", question.form());
        view.put("choices", question.choices());
        view.put("assignee", question.assignee());
        view.put("group", question.group());
        view.put("attachments", Json.MAPPER.convertValue(question.attachments(), Object.class));
        view.put("route", task.origin().routeId());
        view.put("run", task.origin().runId());
        view.put("approval", task.origin().approvalId());
        view.put("asked", text(task.asked()));
        view.put("due", text(task.due()));
        view.put("outcome", text(task.outcome()));
        view.put("answer", Json.MAPPER.convertValue(task.answer(), Object.class));
        view.put("by", task.by());
        view.put("decided", text(task.decided()));
        view.put("error", task.error());
        return view;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
