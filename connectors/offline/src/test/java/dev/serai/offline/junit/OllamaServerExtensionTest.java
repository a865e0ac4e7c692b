package dev.serai.offline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class OllamaServerExtensionTest {
    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InAnInstanceField {
        private static final Set<String> SEEN = new HashSet<>();

        @RegisterExtension
        OllamaServerExtension ollama = new OllamaServerExtension();

        @Test
        @Order(1)
        void everyTestGetsAServer() {
            assertThat(SEEN.add(ollama.baseUrl())).isTrue();
        }

        @Test
        @Order(2)
        void andTheNextOneHasNothingOfIt() {
            assertThat(ollama.server().requests().total()).isZero();
        }
    }

    @Nested
    @ExtendWith(OllamaServerExtension.class)
    class AsAParameter {
        @Test
        void theServerIsInjected(OllamaStandIn server) {
            assertThat(server.host()).startsWith("127.0.0.1:");
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InAStaticField {
        @RegisterExtension
        static OllamaServerExtension ollama = new OllamaServerExtension();

        @Test
        @Order(1)
        void aTestLeavesAScriptAndAModelBehind() {
            ollama.always(ScriptedReply.silence());
            assertThat(ollama.server().models().remove("scripted-chat")).isTrue();
        }

        @Test
        @Order(2)
        void theNextTestStartsAfresh() {
            assertThat(ollama.server().models().find("scripted-chat")).isPresent();
        }

        @Nested
        class AndNestedClassesShareIt {
            @Test
            void theServerRunsInNestedClassesToo() {
                assertThat(ollama.baseUrl()).startsWith("http://127.0.0.1:");
            }
        }
    }
}
