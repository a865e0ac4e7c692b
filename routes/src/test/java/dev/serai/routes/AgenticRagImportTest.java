package dev.serai.routes;

class AgenticRagImportTest extends AgenticRagContract {

    @Override
    byte[] workflow() {
        return ImportedFlow.own("workshop-assistant.json");
    }
}
