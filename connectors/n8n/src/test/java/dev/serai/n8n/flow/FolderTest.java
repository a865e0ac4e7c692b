package dev.serai.n8n.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.model.Items;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    @TempDir
    private Path temp;

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void aFileOfTheFolderIsRead() throws Exception {
        Files.writeString(temp.resolve("a.txt"), "hello");
        exchange.setVariable("p", Map.of("path", temp.resolve("a.txt").toString()));
        new Folder().read(exchange, temp.toString());

        assertThat(exchange.getMessage().getBody(Items.class)).singleElement().satisfies(item -> {
            assertThat(item.json().get("fileName")).isEqualTo("a.txt");
            assertThat(item.binary().get("data").data()).asString().isEqualTo("hello");
        });
    }

    @Test
    void aFileOutsideOfItIsNot() throws Exception {
        var folder = Files.createDirectory(temp.resolve("in"));
        Files.writeString(temp.resolve("secret"), "x");
        Files.createSymbolicLink(folder.resolve("link"), temp.resolve("secret"));
        for (var path : new String[] {"../secret", temp.resolve("secret").toString(), "link"}) {
            exchange.setVariable("p", Map.of("path", path));
            assertThatThrownBy(() -> new Folder().read(exchange, folder.toString()))
                    .as(path)
                    .hasMessageStartingWith("[N8N-101]");
        }
    }

    @Test
    void whatIsNoFileIsToldByItsName() throws Exception {
        Files.createDirectory(temp.resolve("folder"));
        for (var path : new String[] {"away.txt", "folder", ""}) {
            exchange.setVariable("p", Map.of("path", path));
            assertThatThrownBy(() -> new Folder().read(exchange, temp.toString()))
                    .hasMessageStartingWith("[N8N-106]")
                    .hasMessageContaining("'" + path + "'");
        }
        assertThatThrownBy(() -> new Folder().read(exchange, temp + "/away"))
                .hasMessageStartingWith("[N8N-106]")
                .hasMessageContaining("away");
    }

    @Test
    void aLinkThatLeadsNowhereYetIsNotWrittenThrough() throws Exception {
        var folder = Files.createDirectory(temp.resolve("out"));
        Files.createSymbolicLink(folder.resolve("link"), temp.resolve("made"));
        var item = new dev.serai.items.model.Item(
                Map.of(), Map.of("data", new dev.serai.items.model.Binary(new byte[1], "text/plain", "x")), null, null);
        exchange.setVariable("items", java.util.List.of(item));
        for (var path : new String[] {"link", "a\0b"}) {
            exchange.setVariable("p", Map.of("path", path, "binary", "data"));
            assertThatThrownBy(() -> new Folder().write(exchange, folder.toString()))
                    .hasMessageStartingWith("[N8N-101]");
        }
        assertThat(temp.resolve("made")).doesNotExist();
    }

    @Test
    void aPatternThatNeverEndsIsRefused() throws Exception {
        Files.writeString(temp.resolve("a".repeat(100)), "x");
        exchange.setVariable("p", Map.of("path", "*a".repeat(50) + "b"));
        assertThatThrownBy(() -> new Folder().read(exchange, temp.toString())).hasMessageStartingWith("[N8N-110]");
    }

    @Test
    void aFileThatComesAgainHasChanged() {
        assertThat(event("a.txt")).isEqualTo("add");
        assertThat(event("b.txt")).isEqualTo("add");
        assertThat(event("a.txt")).isEqualTo("change");
    }

    private Object event(String name) {
        exchange.getMessage().setHeader("CamelFileAbsolutePath", "/somewhere/" + name);
        new Folder().arrived(exchange);
        return ((Map<?, ?>) exchange.getMessage().getBody()).get("event");
    }
}
