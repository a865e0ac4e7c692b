package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;

/** Limits of the network, which the stand-in can't set for local processes: it takes only those that limit nothing. */
record Network(boolean blocked) {
    static final Network OPEN = new Network(false);

    Network with(JsonNode body) {
        if (Boolean.TRUE.equals(Fields.flag(body, "networkBlockAll"))) {
            throw Refusal.notDone("networkBlockAll");
        }
        for (var list : new String[] {"networkAllowList", "domainAllowList"}) {
            var value = Fields.text(body, list);
            if (value != null && !value.isEmpty()) {
                throw Refusal.notDone(list);
            }
        }
        return this;
    }
}
