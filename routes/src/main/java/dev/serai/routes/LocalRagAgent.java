package dev.serai.routes;

import dev.serai.sql.datasets.Datasets;
import dev.serai.vector.VectorException;
import java.util.Map;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** The workflow local-rag-agent in Java. */
public class LocalRagAgent extends RouteBuilder {

    private static final String AGENT = "agent:rag?model=RAW({{rag.model:ollama:chat/qwen3:4b}})"
            + "&system=resource:{{rag.system:classpath:local-rag-agent/system.txt}}&prompt=${body[chatInput]}"
            + "&session=${body[sessionId]}&memory={{rag.memory:sql}}&tools=knowledge";
    private static final String PATH = "platform-http:{{rag.path:/webhook/invoke_n8n_agent}}";

    @Override
    public void configure() {
        bindToRegistry("datasets", new Datasets());
        bindToRegistry("filesSeen", MemoryIdempotentRepository.memoryIdempotentRepository(100_000));

        // What comes in.
        from("file:{{rag.folder:documents}}?recursive=true&noop=true&readLock=changed&readLockMarkerFile=false&readLockMinAge={{rag.settle:1s}}"
                        + "&idempotentRepository=#filesSeen&idempotentKey=${file:name} ${file:size} ${file:modified}&delay={{rag.delay:2000}}&sortBy=file:name")
                .doTry()
                .toV(
                        "vector:documents?operation=insert&source=${file:name}&metadata.folder=${file:parent}&chunkBy=headings",
                        null,
                        "ingested")
                .choice()
                .when(simple("${file:ext} in 'csv,tsv,xlsx'"))
                .to("vector:documents?operation=parse")
                .to("bean:datasets?method=replace(${file:name}, ${body.rows})")
                .endChoice()
                .endDoTry()
                .doCatch(VectorException.class)
                .onWhen(simple("${exception.id} starts with 'VECTOR-1'"))
                .log(LoggingLevel.WARN, "${file:name} was left out. ${exception.message}")
                .end();

        // What comes out.
        from(PATH + "?httpMethodRestrict=POST")
                .unmarshal()
                .json(JsonLibrary.Jackson)
                .to(AGENT)
                .process(exchange -> exchange.getMessage()
                        .setBody(Map.of("output", exchange.getMessage().getBody(String.class))))
                .marshal()
                .json(JsonLibrary.Jackson);
        from(PATH + "/stream?httpMethodRestrict=POST")
                .unmarshal()
                .json(JsonLibrary.Jackson)
                .to(AGENT + "&streamTo=sse");

        // What the agent can do.
        from("tool:search_knowledge_base?tags=knowledge&description=Finds the passages of all documents that fit a question best. Try this first."
                        + "&parameter.question=string&parameter.question.required=true")
                .setBody(simple("${body[question]}"))
                .to("vector:documents?mode=hybrid&topK=4");
        from("tool:list_documents?tags=knowledge&description=Lists all documents, and the tables that query_rows can read.")
                .toV("vector:documents?operation=sources&limit=1000", null, "documents")
                .to("bean:datasets?method=list")
                .setBody(simple("Documents: ${variable.documents}\nTables: ${body}"));
        from("tool:read_document?tags=knowledge&description=Gives the whole text of one document."
                        + "&parameter.document=string&parameter.document.required=true")
                .to("vector:documents?operation=list&source=${body[document]}&joined=true");
        from("tool:query_rows?tags=knowledge&description=Answers questions about sums, counts and rows with one SQL SELECT."
                        + "&parameter.sql=string&parameter.sql.required=true")
                .to("bean:datasets?method=query(${body[sql]})");
    }
}
