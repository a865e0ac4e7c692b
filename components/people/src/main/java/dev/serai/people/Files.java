package dev.serai.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.people.task.Attachment;
import dev.serai.support.json.Json;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of a question. */
record Files(List<Attachment> list, String json) {

    private static final Files NONE = new Files(List.of(), null);
    private static final long MOST = 8 * 1024 * 1024;

    static Files of(Object value) {
        if (value == null || value instanceof Map<?, ?> map && map.isEmpty()) {
            return NONE;
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw bad("attachments are a " + value.getClass().getName());
        }
        var list = new ArrayList<Attachment>();
        var contents = Json.object();
        map.forEach((name, content) -> list.add(add(contents, String.valueOf(name), content)));
        if (list.stream().mapToLong(Attachment::size).sum() > MOST) {
            throw bad("the attachments have more than " + MOST + " bytes");
        }
        return new Files(list, Json.text(contents));
    }

    private static Attachment add(ObjectNode contents, String name, Object content) {
        if (name.isBlank() || name.length() > 200 || name.matches(".*[/\\\\\\p{Cntrl}].*")) {
            throw bad("an attachment has a name that is no file name");
        }
        byte[] bytes;
        if (content instanceof byte[] given) {
            bytes = given;
        } else if (content instanceof CharSequence text) {
            bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        } else {
            throw bad("attachment '" + name + "' is "
                    + (content == null ? "null" : "a " + content.getClass().getName()));
        }
        contents.put(name, bytes);
        var type = URLConnection.guessContentTypeFromName(name);
        return new Attachment(name, type == null ? "application/octet-stream" : type, bytes.length);
    }

    private static PeopleException bad(String fact) {
        return new PeopleException(PeopleError.BAD_ATTACHMENT, fact);
    }
}
