package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;

/** Ports on which the sandbox's processes listen; the service looks at those from 3000 to 9999. */
final class PortHandlers {
    private static final int FIRST = 3000;
    private static final int LAST = 9999;

    private final Box box;

    PortHandlers(Box box) {
        this.box = box;
    }

    void list(Call call) {
        call.later(box.machine().work(() -> Ports.of(box)), ports -> {
            var answer = Json.object();
            var list = answer.putArray("ports");
            ports.stream().filter(PortHandlers::isSeen).forEach(list::add);
            call.reply(answer);
        });
    }

    void isInUse(Call call) {
        var word = call.word(0);
        if (!word.matches("\\d{1,5}") || !isSeen(Integer.parseInt(word))) {
            throw Refusal.silent(400);
        }
        call.later(
                box.machine().work(() -> Ports.of(box)),
                ports -> call.reply(Json.object().put("isInUse", ports.contains(Integer.parseInt(word)))));
    }

    private static boolean isSeen(int port) {
        return port >= FIRST && port <= LAST;
    }
}
