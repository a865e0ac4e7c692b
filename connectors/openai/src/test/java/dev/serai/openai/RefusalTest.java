package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as it should be, in the shape of OpenAI's errors. */
@Timeout(60)
class RefusalTest {

    private static final String HI = "'messages':[{'role':'user','content':'hi'}]";

    private static Serving serving;

    @BeforeAll
    static void start() throws Exception {
        serving = Serving.start(
                Map.of(),
                gateway -> gateway.setMaxRequestSize(20_000),
                Serving.model("m", "setBody: {constant: ok}"),
                Serving.route("gateway:embedding/e", "setBody: {constant: ok}"));
    }

    @AfterAll
    static void stop() {
        serving.close();
    }

    private static JsonNode error(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        var error = Json.read(response.body()).path("error");
        assertThat(error.path("code").asText()).as(response.body()).isEqualTo(code);
        assertThat(error.path("message").asText()).startsWith("[" + code + "] ");
        assertThat(error.path("type").isTextual()).isTrue();
        assertThat(error.has("param")).isTrue();
        return error;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model': | ''",
                "'' | ''",
                "5 | ''",
                "[] | ''",
                "{'messages':[{'role':'user','content':'hi'}]} | model",
                "{'model':5,'messages':[{'role':'user','content':'hi'}]} | model",
                "{'model':'m'} | messages",
                "{'model':'m','messages':[]} | messages",
                "{'model':'m','messages':'hi'} | messages",
                "{'model':'m','messages':['hi']} | messages[0]",
                "{'model':'m','messages':[{'content':'hi'}]} | messages[0].role",
                "{'model':'m','messages':[{'role':'king','content':'hi'}]} | messages[0].role",
                "{'model':'m','messages':[{'role':'user','content':{}}]} | messages[0].content",
                "{'model':'m','messages':[{'role':'user','content':['x']}]} | messages[0].content[0]",
                "{'model':'m','messages':[{'role':'tool','tool_call_id':'x','content':''}]} | messages[0].tool_call_id",
                "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'x'}]}]}"
                        + " | messages[0].tool_calls[0].function",
            })
    void whatCannotBeReadIsNamedByItsPlace(String body, String param) throws Exception {
        var error = error(serving.chat(body), 400, "GATEWAY-101");
        assertThat(error.path("param").asText("")).isEqualTo(param.equals("''") ? "" : param);
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'temperature':'hot' | temperature",
                "'max_tokens':-1 | max_tokens",
                "'max_tokens':99999999999 | max_tokens",
                "'stream':'yes' | stream",
                "'stop':[1] | stop",
                "'reasoning_effort':'enormous' | reasoning_effort",
                "'response_format':{'type':'json_schema'} | response_format.json_schema",
                "'tools':[{'type':'function','function':{}}] | tools[0].function.name",
                "'stream_options':1 | stream_options",
            })
    void settingsThatAreWrongAreNamed(String setting, String param) throws Exception {
        var error = error(serving.chat("{'model':'m'," + HI + "," + setting + "}"), 400, "GATEWAY-101");
        assertThat(error.path("param").asText()).isEqualTo(param);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'n':2 | n",
                "'logprobs':true | logprobs",
                "'functions':[{'name':'x'}] | functions",
                "'tool_choice':'required' | tool_choice",
                "'tool_choice':{'type':'function'} | tool_choice",
                "'parallel_tool_calls':false | parallel_tool_calls",
                "'modalities':['text','audio'] | modalities",
                "'logit_bias':{'5':1} | logit_bias",
                "'response_format':{'type':'xml'} | response_format.type",
                "'tools':[{'type':'custom'}] | tools[0].type",
            })
    void whatWouldChangeTheAnswerAndIsNotThereIsRefused(String setting, String param) throws Exception {
        var error = error(serving.chat("{'model':'m'," + HI + "," + setting + "}"), 400, "GATEWAY-102");
        assertThat(error.path("param").asText()).isEqualTo(param);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'user':'u','metadata':{'a':'b'},'store':false",
                "'n':1,'logprobs':false,'parallel_tool_calls':true,'tool_choice':'auto','logit_bias':{}",
                "'tools':[],'modalities':['text'],'service_tier':'auto','temperature':null,'stop':null",
            })
    void whatChangesNothingIsTaken(String settings) throws Exception {
        assertThat(serving.chat("{'model':'m'," + HI + "," + settings + "}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void picturesOnTheWebAreNotFetched() throws Exception {
        var content = "[{'type':'image_url','image_url':{'url':'http://127.0.0.1/secret.png'}}]";
        error(serving.chat("{'model':'m','messages':[{'role':'user','content':" + content + "}]}"), 400, "GATEWAY-102");
    }

    @Test
    void aModelThatIsNotThereIsNotFound() throws Exception {
        var error = error(serving.chat("{'model':'x\\n<y>'," + HI + "}"), 404, "GATEWAY-105");
        assertThat(error.path("message").asText()).contains("'x?<y>'");
        error(serving.get("/v1/models/nope"), 404, "GATEWAY-105");
        error(serving.post("/v1/webhook/nope", "{'chatInput':'hi'}"), 404, "GATEWAY-105");
    }

    @Test
    void aModelDoesWhatItIsFor() throws Exception {
        error(serving.chat("{'model':'e'," + HI + "}"), 400, "GATEWAY-102");
        error(serving.post("/v1/embeddings", "{'model':'m','input':'x'}"), 400, "GATEWAY-102");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/responses", "/v1/completions", "/v1/", "/v1/models/", "/v1/../v1/chat"})
    void otherAddressesAreNotThere(String path) throws Exception {
        error(serving.get(path), 404, "GATEWAY-106");
    }

    @Test
    void theWrongMethodLearnsTheRightOne() throws Exception {
        var response = serving.get("/v1/chat/completions");
        error(response, 405, "GATEWAY-107");
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void whatIsNotSaidToBeJsonIsNotRead() throws Exception {
        error(serving.chat("{'model':'m'," + HI + "}", "Content-Type", "text/plain"), 415, "GATEWAY-109");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedHoweverItComes() throws Exception {
        var large = "{'model':'m','messages':[{'role':'user','content':'" + "x".repeat(20_000) + "'}]}";
        error(serving.chat(large), 413, "GATEWAY-108");
        var chunked = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n7530\r\n" + "x".repeat(30_000) + "\r\n0\r\n\r\n";
        assertThat(Raw.status(serving.port(), chunked)).isEqualTo("413");
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        error(serving.chat("[".repeat(15_000)), 400, "GATEWAY-101");
        error(
                serving.chat("{'model':'m','metadata':" + "{'a':".repeat(300) + "1" + "}".repeat(300) + "}"),
                400,
                "GATEWAY-101");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'model':'e'} | 400 | GATEWAY-101",
                "{'model':'e','input':[]} | 400 | GATEWAY-101",
                "{'model':'e','input':['a','']} | 400 | GATEWAY-101",
                "{'model':'e','input':[1,2]} | 400 | GATEWAY-102",
                "{'model':'e','input':[[1,2]]} | 400 | GATEWAY-102",
                "{'model':'e','input':'x','encoding_format':'hex'} | 400 | GATEWAY-102",
                "{'model':'e','input':'x','dimensions':0} | 400 | GATEWAY-101",
                "{'model':'e','input':'x'} | 500 | GATEWAY-113",
            })
    void embeddingsAreCheckedToo(String body, int status, String code) throws Exception {
        error(serving.post("/v1/embeddings", body), status, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'chatInput':''}", "{'chatInput':5}", "{'chatInput':'x','sessionId':5}"})
    void aWebhookNeedsAText(String body) throws Exception {
        error(serving.post("/v1/webhook/m", body), 400, "GATEWAY-101");
    }
}
