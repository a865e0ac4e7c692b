package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KafkaAgentTest {

    private static final int QUESTIONS = 500;

    @RegisterExtension
    static final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    @TempDir
    static Path folder;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new KafkaBroker(folder);
        broker.create(4, "questions", "answers", "questions-failed");
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    /** A process of its own, so that it can be killed. */
    private static Process runtime() throws Exception {
        var settings = List.of(
                "camel.main.routesIncludePattern=file:kafka-agent/kafka-agent.camel.yaml",
                "camel.component.ollama.base-url=" + ollama.baseUrl(),
                "serai.sql.url=jdbc:h2:file:" + folder.resolve("runs"),
                "kafka-agent.brokers=" + broker.address(),
                "kafka-agent.sessionTimeout=6000",
                "kafka-agent.attempts=1",
                "kafka-agent.enabled=true");
        var command = TestJvm.command("256m", "org.apache.camel.main.Main");
        settings.forEach(setting -> command.add(1, "-D" + setting));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("runtime.log").toFile()))
                .start();
    }

    @Test
    void everyQuestionIsAnsweredByOneRunWhenTheProcessIsKilledInTheMiddle() throws Exception {
        ollama.always(ScriptedReply.text("Blue.").firstTokenAfter(Duration.ofMillis(20)));
        ask();
        var answers = new Answers();
        var first = runtime();
        try {
            answers.readUntil(QUESTIONS / 3, first);
        } finally {
            first.destroyForcibly();
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(answers.runs()).hasSizeLessThan(QUESTIONS);
        var second = runtime();
        try {
            answers.readUntil(QUESTIONS, second);
        } finally {
            second.destroyForcibly();
            second.waitFor(30, TimeUnit.SECONDS);
        }
        answers.readRest();
        assertThat(answers.runs()).hasSize(QUESTIONS);
        assertThat(answers.runs().values()).allSatisfy(runs -> assertThat(runs).hasSize(1));
        assertThat(answers.texts()).containsOnly("Blue.");
    }

    private static void ask() throws Exception {
        try (var producer = new KafkaProducer<String, String>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class))) {
            for (int i = 0; i < QUESTIONS; i++) {
                producer.send(new ProducerRecord<>("questions", "question-" + i, "Which colour has sky " + i + "?"));
            }
        }
    }

    /** What has come to the topic of the answers. */
    private static final class Answers {

        private static final Duration PATIENCE = Duration.ofSeconds(120);

        private final Map<String, Set<String>> runs = new HashMap<>();
        private final Set<String> texts = new HashSet<>();
        private final List<ConsumerRecord<String, String>> failed = new ArrayList<>();
        private final KafkaConsumer<String, String> consumer;

        Answers() {
            consumer = new KafkaConsumer<>(Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    broker.address(),
                    ConsumerConfig.GROUP_ID_CONFIG,
                    "test",
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    StringDeserializer.class,
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    StringDeserializer.class));
            consumer.subscribe(List.of("answers", "questions-failed"));
        }

        Map<String, Set<String>> runs() {
            return runs;
        }

        Set<String> texts() {
            return texts;
        }

        void readUntil(int questions, Process runtime) throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (runs.size() < questions) {
                read(Duration.ofMillis(200));
                assertThat(failed).isEmpty();
                assertThat(System.nanoTime())
                        .as(runs.size() + " questions are answered; " + Files.readString(folder.resolve("runtime.log")))
                        .isLessThan(runtime.isAlive() ? end : 0);
            }
        }

        /** Answers that come twice come soon after the first ones. */
        void readRest() {
            while (read(Duration.ofSeconds(2)) > 0) {
                assertThat(failed).isEmpty();
            }
            consumer.close();
        }

        private int read(Duration patience) {
            var records = consumer.poll(patience);
            for (var record : records) {
                if (record.topic().equals("answers")) {
                    var run = new String(record.headers().lastHeader("run").value(), StandardCharsets.UTF_8);
                    runs.computeIfAbsent(record.key(), key -> new HashSet<>()).add(run);
                    texts.add(record.value());
                } else {
                    failed.add(record);
                }
            }
            return records.count();
        }
    }
}
