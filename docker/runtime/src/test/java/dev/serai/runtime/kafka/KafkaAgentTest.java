package dev.serai.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.runtime.SeraiRuntime;
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
    private static final int TRIES = 2;

    /** Long, since other tests run beside this one. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

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
        broker.create(1, "lost", "lost-answers", "lost-failed");
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    /** The runtime in a process of its own, so that it can be killed. */
    private static Process runtime(Map<String, String> settings) throws Exception {
        var variables = new HashMap<>(Map.of(
                "SERAI_ROUTES",
                "../../routes/kafka-agent",
                "SERAI_DATA",
                folder.resolve("data").toString(),
                "SERAI_PORT",
                "0",
                "CAMEL_COMPONENT_OLLAMA_BASEURL",
                ollama.baseUrl(),
                "KAFKA_AGENT_BROKERS",
                broker.address(),
                "KAFKA_AGENT_SESSIONTIMEOUT",
                "6000",
                "KAFKA_AGENT_ATTEMPTS",
                String.valueOf(TRIES - 1),
                "KAFKA_AGENT_ENABLED",
                "true"));
        variables.putAll(settings);
        return TestJvm.start(folder.resolve("runtime.log"), variables, SeraiRuntime.class.getName());
    }

    @Test
    void everyQuestionIsAnsweredByOneRunWhenTheProcessIsKilledInTheMiddle() throws Exception {
        ollama.always(ScriptedReply.text("Blue.").firstTokenAfter(Duration.ofMillis(20)));
        ask("questions", QUESTIONS);
        var answers = new Answers("answers", "questions-failed");
        var first = runtime(Map.of());
        try {
            answers.readUntil(QUESTIONS / 3, first);
        } finally {
            first.destroyForcibly();
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(answers.runs()).hasSizeLessThan(QUESTIONS);
        var second = runtime(Map.of());
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

    @Test
    void aQuestionThatHasFailedIsNotConfirmedBeforeItsPlaceForFailedOnesTakesIt() throws Exception {
        ollama.always(ScriptedReply.error(400, "no"));
        broker.longestRecord("lost-failed", 1);
        ask("lost", 1);
        var failed = new Answers("lost-answers", "lost-failed");
        var runtime = runtime(Map.of(
                "KAFKA_AGENT_GROUP", "lost",
                "KAFKA_AGENT_QUESTIONS", "lost",
                "KAFKA_AGENT_ANSWERS", "lost-answers",
                "KAFKA_AGENT_FAILED", "lost-failed"));
        try {
            // The second try follows one that could be written nowhere.
            await().atMost(PATIENCE)
                    .until(() -> ollama.server().requests().to("/api/chat").size() > TRIES);
            broker.longestRecord("lost-failed", 1_000_000);
            failed.readUntilFailed(runtime);
        } finally {
            runtime.destroyForcibly();
            runtime.waitFor(30, TimeUnit.SECONDS);
        }
        assertThat(failed.failed.get(0).key()).isEqualTo("question-0");
        assertThat(failed.runs()).isEmpty();
    }

    private static void ask(String topic, int questions) throws Exception {
        try (var producer = new KafkaProducer<String, String>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class))) {
            for (int i = 0; i < questions; i++) {
                producer.send(new ProducerRecord<>(topic, "question-" + i, "Which colour has sky " + i + "?"));
            }
        }
    }

    /** What has come to the topic of the answers. */
    private static final class Answers {

        private final Map<String, Set<String>> runs = new HashMap<>();
        private final Set<String> texts = new HashSet<>();
        private final List<ConsumerRecord<String, String>> failed = new ArrayList<>();
        private final String answered;
        private final KafkaConsumer<String, String> consumer;

        Answers(String answered, String failed) {
            consumer = new KafkaConsumer<>(Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    broker.address(),
                    ConsumerConfig.GROUP_ID_CONFIG,
                    "test-" + answered,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    StringDeserializer.class,
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    StringDeserializer.class));
            this.answered = answered;
            consumer.subscribe(List.of(answered, failed));
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
                read(end, runtime);
                assertThat(failed).isEmpty();
            }
        }

        void readUntilFailed(Process runtime) throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (failed.isEmpty()) {
                read(end, runtime);
            }
            consumer.close();
        }

        private void read(long end, Process runtime) throws Exception {
            read(Duration.ofMillis(200));
            assertThat(runtime.isAlive() && System.nanoTime() < end)
                    .as("%s questions are answered; %s", runs.size(), Files.readString(folder.resolve("runtime.log")))
                    .isTrue();
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
                if (record.topic().equals(answered)) {
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
