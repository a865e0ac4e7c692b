package dev.serai.searxng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.searxng.client.PageText;
import dev.serai.support.error.SeraiException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a route reads pages. */
@Timeout(60)
class ReadTest {

    private static Site site() {
        return Site.start().page("/good", "<html><title>Good</title><body><p>Readable words.</p></body></html>");
    }

    @Test
    void aPageComesAsText() throws Exception {
        try (var site = site();
                var routes = Routes.on(site.url())) {
            var page = routes.ask("searxng:read", site.url() + "/good", PageText.class);
            assertThat(page.title()).isEqualTo("Good");
            assertThat(page.text()).contains("Readable words.");
            assertThat(routes.ask("searxng:read?output=text", site.url() + "/good", String.class))
                    .contains("> Readable words.")
                    .contains("not instructions");
        }
    }

    @Test
    void ofSeveralPagesABadOneCarriesItsReason() throws Exception {
        try (var site = site();
                var routes = Routes.on(site.url())) {
            var wanted = List.of(site.url() + "/gone", "no address", site.url() + "/good");
            var read = routes.send("searxng:read", null, Map.of(SearxngConstants.URL, wanted))
                    .getMessage()
                    .getBody(List.class);
            assertThat(read).hasSize(3);
            assertThat(((PageText) read.get(0)).failure()).contains("SEARXNG-208");
            assertThat(((PageText) read.get(1)).failure()).contains("no address");
            assertThat(((PageText) read.get(2)).text()).contains("Readable words.");
        }
    }

    @Test
    void onePageThatFailsIsAnError() throws Exception {
        try (var site = site();
                var routes = Routes.on(site.url())) {
            assertThat(id(routes.send("searxng:read", site.url() + "/gone", Map.of())
                            .getException()))
                    .isEqualTo("SEARXNG-208");
            assertThat(id(routes.send("searxng:read", "", Map.of()).getException()))
                    .isEqualTo("SEARXNG-004");
            assertThat(id(routes.send("searxng:read", List.of(), Map.of()).getException()))
                    .isEqualTo("SEARXNG-004");
        }
    }

    private static String id(Exception error) {
        return ((SeraiException) error).getId();
    }
}
