package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which conversation a request belongs to. */
@Timeout(60)
class SessionTest {

    private static final String FIRST = "{'role':'user','content':'hi'}";

    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        var tell = "setBody: {simple: '${header.CamelAgentSessionId} ${header.CamelGatewayUser}'}";
        serving = Serving.start(Serving.model("m", tell), Serving.model("n", tell));
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static String session(String model, String messages, String more, String... headers) throws Exception {
        var response = serving.chat("{'model':'" + model + "','messages':[" + messages + "]" + more + "}", headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.read(response.body()).at("/choices/0/message/content").asText();
    }

    @Test
    void theChatIdOfOpenWebUiIsTheSession() throws Exception {
        var headers = new String[] {"X-OpenWebUI-Chat-Id", "c-1", "X-OpenWebUI-User-Id", "u-1"};
        assertThat(session("m", FIRST, ",'metadata':{'chat_id':'other'}", headers))
                .isEqualTo("chat-c-1 u-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",'metadata':{'chat_id':'7'}",
                ",'metadata':{'session_id':'7'}",
                ",'metadata':{'conversation_id':'7'}",
                ",'chat_id':'7'",
                ",'session_id':'7'",
            })
    void otherClientsSayItInTheBody(String more) throws Exception {
        assertThat(session("m", FIRST, more)).isEqualTo("chat-7 ");
    }

    @Test
    void otherwiseTheBeginningOfTheConversationTellsIt() throws Exception {
        var first = session("m", FIRST, "");
        assertThat(first).startsWith("begun-");
        assertThat(session("m", FIRST + ",{'role':'assistant','content':'Hello'},{'role':'user','content':'and?'}", ""))
                .isEqualTo(first);
        assertThat(session("m", "{'role':'user','content':'hi you'}", "")).isNotEqualTo(first);
        assertThat(session("m", "{'role':'system','content':'x'}," + FIRST, "")).isNotEqualTo(first);
        assertThat(session("n", FIRST, "")).isNotEqualTo(first);
    }

    @Test
    void peopleWhoBeginAlikeAreToldApart() throws Exception {
        var ann = session("m", FIRST, ",'user':'ann'");
        assertThat(ann).endsWith(" ann");
        assertThat(session("m", FIRST, ",'user':'bob'").split(" ")[0]).isNotEqualTo(ann.split(" ")[0]);
        assertThat(session("m", FIRST, "", "X-OpenWebUI-User-Id", "ann")).isEqualTo(ann);
    }

    @ParameterizedTest
    @CsvSource({"'a b'", "''", "LONG"})
    void anIdThatIsNoneIsRefused(String id) throws Exception {
        var given = id.equals("LONG") ? "x".repeat(201) : id;
        var response = serving.chat("{'model':'m','messages':[" + FIRST + "],'metadata':{'chat_id':'" + given + "'}}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("GATEWAY-101");
    }

    @Test
    void aWebhookNamesItsSession() throws Exception {
        var response = serving.post("/v1/webhook/m", "{'chatInput':'hi','sessionId':'s-1'}");
        assertThat(response.body()).isEqualTo("{\"output\":\"chat-s-1 \"}");
        var one = serving.post("/v1/webhook/m", "{'chatInput':'hi'}").body();
        assertThat(serving.post("/v1/webhook/m", "{'chatInput':'hi'}").body()).isNotEqualTo(one);
    }
}
