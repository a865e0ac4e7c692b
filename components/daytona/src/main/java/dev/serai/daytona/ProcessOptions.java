package dev.serai.daytona;

import dev.serai.support.run.FailOn;
import dev.serai.support.run.RunResult;
import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How commands and code are run. Not written after the endpoint has started. */
@UriParams
@Configurer
public class ProcessOptions {

    @UriParam
    @Metadata(
            description =
                    "The folder in which a command or code runs, or a terminal or a new interpreter starts; interpreter/run, and code with via=call, take none.")
    private String cwd;

    @UriParam(label = "limits", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long a command or code may run; then it is killed.")
    private long timeout = 60_000;

    @UriParam(defaultValue = "session", enums = "session,call")
    @Metadata(
            description =
                    "How something is run: session starts it in the background and follows its output, call waits for it in one request, which also gives the charts that code has drawn.")
    private RunVia via = RunVia.SESSION;

    @UriParam(defaultValue = "limit", enums = "limit,exit,never")
    @Metadata(description = "What counts as a failure: the time limit, or also an exit code other than 0, or neither.")
    private FailOn failOn = FailOn.LIMIT;

    @UriParam(defaultValue = "map", enums = "map,text")
    @Metadata(
            description =
                    "What the body becomes: a map with exitCode, stdout and stderr, or one text as people and models read it.")
    private RunResult result = RunResult.MAP;

    @UriParam(label = "limits", defaultValue = "1048576")
    @Metadata(description = "How many bytes of output are kept; what is more is cut.")
    private long maxOutput = 1_048_576;

    @UriParam
    @Metadata(description = "Arguments of the code of run/python and its like, with commas.")
    private String arguments;

    @UriParam
    @Metadata(
            description =
                    "Files that are fetched when exec or the code of run/python and its like has ended, with commas; the map that the body becomes has them as files; with result=text they are in the header CamelDaytonaFiles.")
    private String collect;

    @UriParam
    @Metadata(
            description =
                    "An endpoint that gets each line of the output as it comes, with the header CamelDaytonaStream saying stdout or stderr; not of interpreter/run and pty/run.")
    private String linesTo;

    @UriParam(defaultValue = "false")
    @Metadata(
            description =
                    "Whether the body becomes an iterator of the lines as they come (session/logs), an InputStream (files/download of a path) or an iterator of files (files/download of several).")
    private boolean stream = false;

    @UriParam(label = "limits", defaultValue = "5m", javaType = "java.time.Duration")
    @Metadata(description = "How long the connection to a log may be lost until that is a failure.")
    private long reconnectTimeout = 300_000;

    @UriParam(label = "limits", defaultValue = "1h", javaType = "java.time.Duration")
    @Metadata(description = "How long session/logs follows a command.")
    private long followTimeout = 3_600_000;

    @UriParam(defaultValue = "false")
    @Metadata(description = "Whether session/logs waits for what is still to come.")
    private boolean follow = false;

    @UriParam
    @Metadata(description = "The id of a session of commands.")
    private String session;

    @UriParam
    @Metadata(description = "The command; unless set it is the body.")
    private String command;

    @UriParam
    @Metadata(description = "The id of a command of a session.")
    private String commandId;

    @UriParam
    @Metadata(description = "Whether session/exec answers at once with the id of the command.")
    private Boolean background;

    @UriParam
    @Metadata(description = "Whether input that is sent to a command stays out of its log.")
    private Boolean hideInput;

    @UriParam
    @Metadata(description = "The id of an interpreter context; unless set the one that every sandbox has.")
    private String context;

    @UriParam
    @Metadata(description = "The id of a terminal.")
    private String terminal;

    @UriParam
    @Metadata(description = "How wide a terminal is; 80 unless set.")
    private Integer columns;

    @UriParam
    @Metadata(description = "How high a terminal is; 24 unless set.")
    private Integer rows;

    public String getCwd() {
        return cwd;
    }

    public void setCwd(String cwd) {
        this.cwd = cwd;
    }

    public long getTimeout() {
        return timeout;
    }

    public void setTimeout(long timeout) {
        this.timeout = timeout;
    }

    public RunVia getVia() {
        return via;
    }

    public void setVia(RunVia via) {
        this.via = via;
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

    public long getMaxOutput() {
        return maxOutput;
    }

    public void setMaxOutput(long maxOutput) {
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

    public boolean isStream() {
        return stream;
    }

    public void setStream(boolean stream) {
        this.stream = stream;
    }

    public long getReconnectTimeout() {
        return reconnectTimeout;
    }

    public void setReconnectTimeout(long reconnectTimeout) {
        this.reconnectTimeout = reconnectTimeout;
    }

    public long getFollowTimeout() {
        return followTimeout;
    }

    public void setFollowTimeout(long followTimeout) {
        this.followTimeout = followTimeout;
    }

    public boolean isFollow() {
        return follow;
    }

    public void setFollow(boolean follow) {
        this.follow = follow;
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public String getCommand() {
        return command;
    }

    public void setCommand(String command) {
        this.command = command;
    }

    public String getCommandId() {
        return commandId;
    }

    public void setCommandId(String commandId) {
        this.commandId = commandId;
    }

    public Boolean getBackground() {
        return background;
    }

    public void setBackground(Boolean background) {
        this.background = background;
    }

    public Boolean getHideInput() {
        return hideInput;
    }

    public void setHideInput(Boolean hideInput) {
        this.hideInput = hideInput;
    }

    public String getContext() {
        return context;
    }

    public void setContext(String context) {
        this.context = context;
    }

    public String getTerminal() {
        return terminal;
    }

    public void setTerminal(String terminal) {
        this.terminal = terminal;
    }

    public Integer getColumns() {
        return columns;
    }

    public void setColumns(Integer columns) {
        this.columns = columns;
    }

    public Integer getRows() {
        return rows;
    }

    public void setRows(Integer rows) {
        this.rows = rows;
    }

    /** The arguments that are set, by name. */
    void into(Map<String, Object> all) {
        all.put("cwd", cwd);
        all.put("arguments", arguments);
        all.put("collect", collect);
        all.put("session", session);
        all.put("command", command);
        all.put("commandId", commandId);
        all.put("background", background);
        all.put("hideInput", hideInput);
        all.put("context", context);
        all.put("terminal", terminal);
        all.put("columns", columns);
        all.put("rows", rows);
    }
}
