package dev.serai.runtime.imports;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class ImportConfiguration {

    @Bean
    WorkflowImporter workflowImporter() {
        return new N8nWorkflows();
    }
}
