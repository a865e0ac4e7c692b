package dev.serai.daytona;

import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.support.http.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Run code and commands in sandboxes of Daytona, with their files, repositories, snapshots and volumes. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "daytona",
        title = "Daytona",
        syntax = "daytona:operation",
        category = {Category.CLOUD, Category.AI},
        headersClass = DaytonaConstants.class)
public class DaytonaEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriPath
    @Metadata(
            required = true,
            description = "What is to be done, such as run/python, exec, sandbox/create or files/upload.")
    private final String operation;

    @UriParam
    private DaytonaConfiguration configuration;

    @UriParam
    private SandboxOptions sandboxOptions = new SandboxOptions();

    @UriParam
    private NewSandboxOptions newSandboxOptions = new NewSandboxOptions();

    @UriParam
    private ProcessOptions processOptions = new ProcessOptions();

    @UriParam
    private FileOptions fileOptions = new FileOptions();

    @UriParam
    private RepositoryOptions repositoryOptions = new RepositoryOptions();

    public DaytonaEndpoint(
            String uri, DaytonaComponent component, String operation, DaytonaConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public DaytonaComponent getComponent() {
        return (DaytonaComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        if (operation.equals(OperationHandler.TERMINAL)) {
            throw new DaytonaException(
                    DaytonaError.UNKNOWN_OPERATION,
                    "daytona:" + operation + " is nothing to be asked",
                    "Start a route with it; type with to: daytona:pty/input, or all at once with to: daytona:pty/run.",
                    null);
        }
        return new DaytonaProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (!DaytonaConsumer.follows(operation)) {
            throw new DaytonaException(
                    DaytonaError.UNKNOWN_OPERATION,
                    "daytona:" + operation + " gives no messages of its own",
                    "Ask with to: daytona:" + operation + "; linesTo hands on the output of a command as it comes.",
                    null);
        }
        var consumer = new DaytonaConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** What the options say about the operation, by the names of its arguments. */
    Map<String, Object> arguments() {
        var arguments = new LinkedHashMap<String, Object>();
        sandboxOptions.into(arguments);
        newSandboxOptions.into(arguments);
        processOptions.into(arguments);
        fileOptions.into(arguments);
        repositoryOptions.into(arguments);
        arguments.put("env", newSandboxOptions.getEnv());
        arguments.put("labels", newSandboxOptions.getLabels());
        arguments.values().removeIf(value -> value == null || value instanceof Map<?, ?> map && map.isEmpty());
        return arguments;
    }

    public String getOperation() {
        return operation;
    }

    public DaytonaConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(DaytonaConfiguration configuration) {
        this.configuration = configuration;
    }

    public SandboxOptions getSandboxOptions() {
        return sandboxOptions;
    }

    public void setSandboxOptions(SandboxOptions sandboxOptions) {
        this.sandboxOptions = sandboxOptions;
    }

    public NewSandboxOptions getNewSandboxOptions() {
        return newSandboxOptions;
    }

    public void setNewSandboxOptions(NewSandboxOptions newSandboxOptions) {
        this.newSandboxOptions = newSandboxOptions;
    }

    public ProcessOptions getProcessOptions() {
        return processOptions;
    }

    public void setProcessOptions(ProcessOptions processOptions) {
        this.processOptions = processOptions;
    }

    public FileOptions getFileOptions() {
        return fileOptions;
    }

    public void setFileOptions(FileOptions fileOptions) {
        this.fileOptions = fileOptions;
    }

    public RepositoryOptions getRepositoryOptions() {
        return repositoryOptions;
    }

    public void setRepositoryOptions(RepositoryOptions repositoryOptions) {
        this.repositoryOptions = repositoryOptions;
    }

    @Override
    public String getServiceUrl() {
        // Consoles and JMX show it.
        return Redaction.logins(configuration.getUrl());
    }

    @Override
    public String getServiceProtocol() {
        return "http";
    }
}
