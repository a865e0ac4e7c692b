package dev.serai.routes;

class LocalRagAgentJavaTest extends LocalRagAgentContract {

    @Override
    String routes() {
        return LocalRagAgent.class.getName() + ".class";
    }
}
