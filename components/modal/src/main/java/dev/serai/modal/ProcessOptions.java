package dev.serai.modal;

import dev.serai.support.run.FailOn;
import dev.serai.support.run.RunResult;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How commands and code are run. */
@UriParams
public abstract class ProcessOptions extends SandboxOptions {

    @UriParam(label = "process")
    @Metadata(description = "The folder that a command runs in, and that a new sandbox begins in.")
    private String cwd;

    @UriParam(label = "process", defaultValue = "sh")
    @Metadata(description = "The shell that runs a command.")
    private String shell = "sh";

    @UriParam(label = "process", defaultValue = "limit", enums = "limit,exit,never")
    @Metadata(description = "What counts as a failure: the time limit, or also an exit code other than 0, or neither.")
    private FailOn failOn = FailOn.LIMIT;

    @UriParam(label = "process", defaultValue = "map", enums = "map,text")
    @Metadata(
            description =
                    "What the body becomes: a map with exitCode, stdout and stderr, or one text as people and models read it.")
    private RunResult result = RunResult.MAP;

    @UriParam(label = "process", defaultValue = "1048576")
    @Metadata(description = "How many bytes of output are kept; what is more is cut.")
    private int maxOutput = 1048576;

    @UriParam(label = "process")
    @Metadata(description = "Arguments of the code, separated by commas.")
    private String arguments;

    @UriParam(label = "process")
    @Metadata(
            description =
                    "Files that are fetched when a command or code has ended, separated by commas; the map that the body becomes has them as files.")
    private String collect;

    @UriParam(label = "process")
    @Metadata(
            description =
                    "An endpoint that gets each line of the output as it comes, with the header CamelModalStream saying stdout or stderr.")
    private String linesTo;

    public String getCwd() {
        return cwd;
    }

    public void setCwd(String cwd) {
        this.cwd = cwd;
    }

    public String getShell() {
        return shell;
    }

    public void setShell(String shell) {
        this.shell = shell;
    }

    public FailOn getFailOn() {
        return failOn;
    }

    public void setFailOn(FailOn failOn) {
        this.failOn = failOn;
    }

    public RunResult getResult() {
        return result;
    }

    public void setResult(RunResult result) {
        this.result = result;
    }

    public int getMaxOutput() {
        return maxOutput;
    }

    public void setMaxOutput(int maxOutput) {
        this.maxOutput = maxOutput;
    }

    public String getArguments() {
        return arguments;
    }

    public void setArguments(String arguments) {
        this.arguments = arguments;
    }

    public String getCollect() {
        return collect;
    }

    public void setCollect(String collect) {
        this.collect = collect;
    }

    public String getLinesTo() {
        return linesTo;
    }

    public void setLinesTo(String linesTo) {
        this.linesTo = linesTo;
    }
}
