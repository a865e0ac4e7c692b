package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListingTest {
    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension();

    private Client client;

    @BeforeEach
    void makeSandboxes() {
        client = Client.of(daytona.server());
        for (var i = 0; i < 5; i++) {
            client.sandbox(
                    "{\"name\":\"box" + i + "\",\"labels\":{\"n\":\"" + i + "\",\"even\":\"" + (i % 2 == 0) + "\"}}");
        }
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page = client.json("GET", "/api/sandbox?sort=name&order=asc&limit=2" + cursor, "");
            found.addAll(names(page));
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        } while (cursor != null);
        assertThat(found).containsExactly("box0", "box1", "box2", "box3", "box4");
    }

    @Test
    void labelsStatesAndNamesFilter() {
        client.post("/api/sandbox/box2/stop", "");
        client.awaitState("box2", "stopped");
        assertThat(filtered("labels=" + encode("{\"even\":\"true\"}"))).containsExactly("box0", "box2", "box4");
        assertThat(filtered("labels=" + encode("{\"even\":\"true\",\"n\":\"4\"}")))
                .containsExactly("box4");
        assertThat(filtered("states=stopped")).containsExactly("box2");
        assertThat(filtered("states=started&states=stopped")).hasSize(5);
        assertThat(filtered("name=BOX3")).containsExactly("box3");
    }

    @Test
    void nonsenseIsRefused() {
        for (var query : List.of("states=happy", "labels=no-json", "limit=0", "limit=201", "cursor=!!", "sort=mood")) {
            assertThat(client.get("/api/sandbox?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    private List<String> filtered(String query) {
        return names(client.json("GET", "/api/sandbox?sort=name&order=asc&" + query, ""));
    }

    private static List<String> names(JsonNode page) {
        return page.path("items").findValuesAsText("name");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
