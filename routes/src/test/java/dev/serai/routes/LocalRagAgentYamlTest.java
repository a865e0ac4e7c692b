package dev.serai.routes;

class LocalRagAgentYamlTest extends LocalRagAgentContract {

    @Override
    String routes() {
        return "classpath:local-rag-agent/local-rag-agent.camel.yaml";
    }
}
