package dev.serai.modal;

import java.util.Map;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which sandbox is used, and what a new one is made of. */
@UriParams
public abstract class SandboxOptions extends ServiceOptions {

    @UriParam(label = "sandbox", defaultValue = "auto")
    @Metadata(
            description =
                    "The sandbox that is used, by its id. With auto it is leased: made for the exchange and ended with it. The header CamelModalSandbox wins.")
    private String sandbox = "auto";

    @UriParam(label = "sandbox", defaultValue = "serai")
    @Metadata(description = "The app that leased sandboxes belong to; made if there is none.")
    private String app = "serai";

    @UriParam(label = "sandbox")
    @Metadata(
            description =
                    "Whom leased sandboxes belong to. At the start, those of the same owner that a crashed process has left are ended. Unless set, the name of the Camel context at this host.")
    private String owner;

    @UriParam(label = "sandbox")
    @Metadata(
            description =
                    "The image of a registry, or the identifier of one that is built (im-...); python:3.13-slim unless set, and one with Node.js for JavaScript and TypeScript.")
    private String image;

    @UriParam(label = "sandbox")
    @Metadata(description = "Lines of a Dockerfile on top of the image, separated by line breaks.")
    private String imageCommands;

    @UriParam(label = "sandbox", defaultValue = "10m", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "After how long a sandbox ends. A leased one lives at least a minute longer than one command may take.")
    private long sandboxTimeout = 600_000;

    @UriParam(label = "sandbox", defaultValue = "0", javaType = "java.time.Duration")
    @Metadata(description = "After how long without a command a sandbox ends; 0 sets no such limit.")
    private long idleTimeout = 0;

    @UriParam(label = "sandbox", defaultValue = "0")
    @Metadata(description = "How many cores a sandbox asks for; 0 leaves it to the service.")
    private double cpu = 0;

    @UriParam(label = "sandbox", defaultValue = "0")
    @Metadata(description = "How many MiB of memory a sandbox asks for; 0 leaves it to the service.")
    private int memory = 0;

    @UriParam(label = "sandbox", prefix = "env.", multiValue = true)
    @Metadata(description = "Variables of the environment, such as env.LANG=C.")
    private Map<String, Object> env;

    @UriParam(label = "sandbox")
    @Metadata(description = "Names of secrets whose values become variables, separated by commas.")
    private String secrets;

    @UriParam(label = "sandbox", prefix = "volumes.", multiValue = true)
    @Metadata(description = "Volumes by the paths that they appear under, such as volumes./data=models.")
    private Map<String, Object> volumes;

    @UriParam(label = "sandbox")
    @Metadata(description = "Ports that get an address from outside, separated by commas.")
    private String ports;

    @UriParam(label = "sandbox")
    @Metadata(description = "The name of the secret with which the image is fetched from its registry.")
    private String registrySecret;

    @UriParam(label = "sandbox", defaultValue = "0")
    @Metadata(
            description =
                    "The port that has to take connections before a new sandbox counts as ready; the action ready waits for it.")
    private int readyPort = 0;

    @UriParam(label = "sandbox")
    @Metadata(
            description =
                    "The command of a shell that has to end with 0 before a new sandbox counts as ready; the action ready waits for it.")
    private String readyCommand;

    @UriParam(label = "sandbox", defaultValue = "0")
    @Metadata(description = "The port of a sandbox that connect leads to.")
    private int port = 0;

    @UriParam(label = "sandbox", defaultValue = "false")
    @Metadata(description = "Whether a sandbox reaches no network.")
    private boolean networkBlockAll = false;

    @UriParam(label = "sandbox")
    @Metadata(description = "The ranges of addresses that a sandbox may reach, separated by commas; unless set, all.")
    private String networkAllowList;

    @UriParam(label = "sandbox")
    @Metadata(description = "The name that a sandbox can be found by while it runs.")
    private String sandboxName;

    @UriParam(label = "sandbox", prefix = "tags.", multiValue = true)
    @Metadata(description = "Tags of a sandbox, such as tags.customer=blue; list finds those that have them.")
    private Map<String, Object> tags;

    public String getSandbox() {
        return sandbox;
    }

    public void setSandbox(String sandbox) {
        this.sandbox = sandbox;
    }

    public String getApp() {
        return app;
    }

    public void setApp(String app) {
        this.app = app;
    }

    public String getOwner() {
        return owner;
    }

    public void setOwner(String owner) {
        this.owner = owner;
    }

    public String getImage() {
        return image;
    }

    public void setImage(String image) {
        this.image = image;
    }

    public String getImageCommands() {
        return imageCommands;
    }

    public void setImageCommands(String imageCommands) {
        this.imageCommands = imageCommands;
    }

    public long getSandboxTimeout() {
        return sandboxTimeout;
    }

    public void setSandboxTimeout(long sandboxTimeout) {
        this.sandboxTimeout = sandboxTimeout;
    }

    public long getIdleTimeout() {
        return idleTimeout;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public double getCpu() {
        return cpu;
    }

    public void setCpu(double cpu) {
        this.cpu = cpu;
    }

    public int getMemory() {
        return memory;
    }

    public void setMemory(int memory) {
        this.memory = memory;
    }

    public Map<String, Object> getEnv() {
        return env;
    }

    public void setEnv(Map<String, Object> env) {
        this.env = env;
    }

    public String getSecrets() {
        return secrets;
    }

    public void setSecrets(String secrets) {
        this.secrets = secrets;
    }

    public Map<String, Object> getVolumes() {
        return volumes;
    }

    public void setVolumes(Map<String, Object> volumes) {
        this.volumes = volumes;
    }

    public String getPorts() {
        return ports;
    }

    public void setPorts(String ports) {
        this.ports = ports;
    }

    public String getRegistrySecret() {
        return registrySecret;
    }

    public void setRegistrySecret(String registrySecret) {
        this.registrySecret = registrySecret;
    }

    public int getReadyPort() {
        return readyPort;
    }

    public void setReadyPort(int readyPort) {
        this.readyPort = readyPort;
    }

    public String getReadyCommand() {
        return readyCommand;
    }

    public void setReadyCommand(String readyCommand) {
        this.readyCommand = readyCommand;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public boolean isNetworkBlockAll() {
        return networkBlockAll;
    }

    public void setNetworkBlockAll(boolean networkBlockAll) {
        this.networkBlockAll = networkBlockAll;
    }

    public String getNetworkAllowList() {
        return networkAllowList;
    }

    public void setNetworkAllowList(String networkAllowList) {
        this.networkAllowList = networkAllowList;
    }

    public String getSandboxName() {
        return sandboxName;
    }

    public void setSandboxName(String sandboxName) {
        this.sandboxName = sandboxName;
    }

    public Map<String, Object> getTags() {
        return tags;
    }

    public void setTags(Map<String, Object> tags) {
        this.tags = tags;
    }
}
