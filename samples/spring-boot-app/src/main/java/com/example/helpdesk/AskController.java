package com.example.helpdesk;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.ProducerTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How code of the application asks. */
@RestController
public class AskController {

    private final ProducerTemplate routes;

    public AskController(ProducerTemplate routes) {
        this.routes = routes;
    }

    @PostMapping(path = "/ask", consumes = "text/plain", produces = "text/plain")
    public CompletableFuture<String> ask(@RequestBody String question) {
        return routes.asyncRequestBody("direct:ask", question, String.class);
    }
}
