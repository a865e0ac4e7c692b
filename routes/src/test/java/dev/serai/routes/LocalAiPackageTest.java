package dev.serai.routes;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The three workflows of n8n's Local AI Package, which are not part of this project:
 * {@code mvn test -pl routes -am -Dtest='LocalAiPackageTest*' -Dsurefire.failIfNoSpecifiedTests=false -Dcorpus=DIR}.
 */
@EnabledIfSystemProperty(named = "corpus", matches = ".+")
class LocalAiPackageTest {

    private static byte[] find(String insertsInto, String trigger) {
        return ImportedFlow.of(
                System.getProperty("corpus"),
                flow -> flow.nodes(insertsInto)
                                .anyMatch(node ->
                                        node.at("/parameters/mode").asText().equals("insert"))
                        && flow.nodes(trigger).findAny().isPresent()
                        && flow.nodes("memoryPostgresChat").findAny().isPresent()
                        && flow.nodes("lmChatOllama").findAny().isPresent()
                                == flow.nodes("toolVectorStore").findAny().isPresent()
                        && flow.nodes("webhook").count() == 1);
    }

    @Nested
    class FromADrive extends FolderRagContract {
        @Override
        byte[] workflow() {
            return find("vectorStoreQdrant", "googleDriveTrigger");
        }
    }

    @Nested
    class InSupabase extends SupabaseRagImportContract {
        @Override
        byte[] workflow() {
            return find("vectorStoreSupabase", "localFileTrigger");
        }
    }

    @Nested
    class WithFourTools extends AgenticRagContract {
        @Override
        byte[] workflow() {
            return find("vectorStorePGVector", "localFileTrigger");
        }
    }
}
