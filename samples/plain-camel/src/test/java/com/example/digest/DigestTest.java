package com.example.digest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole application, with a stand-in for the model server. */
class DigestTest {

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @TempDir
    private Path folder;

    @Test
    void aLetterComesOutAsADigest() throws Exception {
        ollama.when()
                .contains("bicycle")
                .reply(ScriptedReply.text(
                        "{\"who\": \"Ada\", \"what\": \"Her bicycle needs a chain.\", \"until\": \"Friday\"}"));
        inInbox(inbox -> {
            Files.writeString(inbox.resolve("ada.txt"), "Please mend my bicycle by Friday. Ada");

            var digest = folder.resolve("outbox/ada.md");
            await().until(() -> Files.exists(digest) && Files.size(digest) > 0);

            assertEquals("# Ada\n\nHer bicycle needs a chain.\n\nUntil: Friday\n", Files.readString(digest));
            assertTrue(ollama.requests().last().json().has("format"));
        });
    }

    @Test
    void aLetterThatCannotBeSummedUpIsPutAside() throws Exception {
        ollama.always(ScriptedReply.error(400, "no"));
        inInbox(inbox -> {
            Files.writeString(inbox.resolve("ada.txt"), "Please mend my bicycle by Friday. Ada");

            await().until(() -> Files.exists(inbox.resolve(".failed/ada.txt")));
        });
    }

    private interface Scene {
        void play(Path inbox) throws Exception;
    }

    private void inInbox(Scene scene) throws Exception {
        var settings = new Properties();
        settings.setProperty("camel.component.ollama.base-url", ollama.baseUrl());
        settings.setProperty("digest.model", "scripted-chat");
        settings.setProperty("digest.settle", "0");
        settings.setProperty("digest.inbox", folder.resolve("inbox").toString());
        settings.setProperty("digest.outbox", folder.resolve("outbox").toString());
        var application = Digest.application();
        application.setOverrideProperties(settings);
        application.start();
        try {
            scene.play(Files.createDirectories(folder.resolve("inbox")));
        } finally {
            application.stop();
        }
    }
}
