package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import org.junit.jupiter.api.Test;

class ToolContentTest {

    private static String text(String result) throws Exception {
        return ToolContent.text(Json.read(result.replace('\'', '"')));
    }

    @Test
    void textsAreJoined() throws Exception {
        assertThat(
                        text(
                                "{'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}],'structuredContent':{'x':1}}"))
                .isEqualTo("a\nb");
    }

    @Test
    void structuredContentStandsInForText() throws Exception {
        assertThat(text("{'content':[],'structuredContent':{'x':1}}")).isEqualTo("{\"x\":1}");
    }

    @Test
    void imagesAndResourcesAreNamed() throws Exception {
        assertThat(text("""
                {'content':[{'type':'image','mimeType':'image/png','data':'AAECAw=='},
                {'type':'audio','data':''},
                {'type':'resource','resource':{'uri':'file:///a','text':'inside'}},
                {'type':'resource','resource':{'uri':'file:///b','mimeType':'x/y','blob':'AAEC'}},
                {'type':'resource_link','uri':'file:///c','name':'c'}, {'type':'new'}, 5]}""")).isEqualTo("""
                [image image/png, 4 bytes]
                [audio of an unknown type, 0 bytes]
                inside
                [resource file:///b, x/y, 3 bytes]
                [resource file:///c, c]
                [new]
                [something]""");
    }

    @Test
    void nothingIsNothing() throws Exception {
        assertThat(text("{}")).isEmpty();
    }
}
