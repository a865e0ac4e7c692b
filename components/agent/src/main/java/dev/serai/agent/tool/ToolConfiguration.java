package dev.serai.agent.tool;

import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What a tool can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class ToolConfiguration {

    @UriParam(label = "consumer")
    @Metadata(
            description =
                    "What the tool does and when it is of use. The model chooses by this text, so it is required of a tool.")
    private String description;

    @UriParam(label = "consumer")
    @Metadata(
            description =
                    "Groups that the tool belongs to, separated by commas. Agents can name a group instead of its tools.")
    private String tags;

    @UriParam(label = "consumer", prefix = "parameter.", multiValue = true)
    @Metadata(
            description =
                    "The arguments. parameter.city=string declares one of the type string, integer, number, boolean, array or object; parameter.city.description, .required=true, .enum=a,b and .default say more of it.")
    private Map<String, Object> parameters;

    @UriParam(label = "consumer")
    @Metadata(
            supportFileReference = true,
            description =
                    "The arguments as a JSON schema instead of parameter: the schema itself, or resource:classpath:name.json, or resource:file:name.json.")
    private String argSchema;

    @UriParam(label = "consumer")
    @Metadata(description = "A name for people to read.")
    private String title;

    @UriParam(label = "consumer", javaType = "java.lang.Boolean")
    @Metadata(description = "Says that the tool changes nothing. Told to MCP clients.")
    private Boolean readOnlyHint;

    @UriParam(label = "consumer", javaType = "java.lang.Boolean")
    @Metadata(description = "Says that the tool may destroy something. Told to MCP clients.")
    private Boolean destructiveHint;

    @UriParam(label = "consumer", javaType = "java.lang.Boolean")
    @Metadata(description = "Says that calling the tool twice is like calling it once. Told to MCP clients.")
    private Boolean idempotentHint;

    @UriParam(label = "consumer", javaType = "java.lang.Boolean")
    @Metadata(description = "Says that the tool reaches beyond this house. Told to MCP clients.")
    private Boolean openWorldHint;

    @UriParam(label = "consumer")
    @Metadata(description = "Whether the result is the agent's answer, without asking the model again.")
    private boolean returnDirect;

    @UriParam(label = "consumer", defaultValue = "50000")
    @Metadata(description = "How many characters of a result the model gets; the rest is cut off, and it is told so.")
    private int maxResult = 50_000;

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public String getTags() {
        return tags;
    }

    public void setTags(String tags) {
        this.tags = tags;
    }

    public Map<String, Object> getParameters() {
        return parameters;
    }

    public void setParameters(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    public String getArgSchema() {
        return argSchema;
    }

    public void setArgSchema(String argSchema) {
        this.argSchema = argSchema;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public Boolean getReadOnlyHint() {
        return readOnlyHint;
    }

    public void setReadOnlyHint(Boolean readOnlyHint) {
        this.readOnlyHint = readOnlyHint;
    }

    public Boolean getDestructiveHint() {
        return destructiveHint;
    }

    public void setDestructiveHint(Boolean destructiveHint) {
        this.destructiveHint = destructiveHint;
    }

    public Boolean getIdempotentHint() {
        return idempotentHint;
    }

    public void setIdempotentHint(Boolean idempotentHint) {
        this.idempotentHint = idempotentHint;
    }

    public Boolean getOpenWorldHint() {
        return openWorldHint;
    }

    public void setOpenWorldHint(Boolean openWorldHint) {
        this.openWorldHint = openWorldHint;
    }

    public boolean isReturnDirect() {
        return returnDirect;
    }

    public void setReturnDirect(boolean returnDirect) {
        this.returnDirect = returnDirect;
    }

    public int getMaxResult() {
        return maxResult;
    }

    public void setMaxResult(int maxResult) {
        this.maxResult = maxResult;
    }

    ToolHints hints() {
        return new ToolHints(title, readOnlyHint, destructiveHint, idempotentHint, openWorldHint, returnDirect);
    }
}
