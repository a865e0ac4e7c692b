package dev.serai.modal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of an endpoint, and what all endpoints share. Not written after the start. */
@UriParams
@Configurer
public class ModalConfiguration extends ProcessOptions implements Cloneable {

    @UriParam(label = "function", prefix = "parameters.", multiValue = true)
    @Metadata(
            description =
                    "The parameters of the class whose method is called, such as parameters.size=3. Values that are whole numbers, true or false count as such where the class wants them.")
    private Map<String, Object> parameters;

    @UriParam(label = "function", defaultValue = "10")
    @Metadata(description = "How many items of a map are under way at once.")
    private int atOnce = 10;

    @UriParam(label = "function", defaultValue = "fail", enums = "fail,keep")
    @Metadata(
            description =
                    "What a failed item of a map leads to. fail: the exchange fails. keep: its exception stands in the list.")
    private ItemFailure onItemFailure = ItemFailure.FAIL;

    @UriParam(label = "function", defaultValue = "false")
    @Metadata(description = "Whether cancelling a call ends its containers too, with all else that runs in them.")
    private boolean terminateContainers = false;

    @UriParam(label = "function")
    @Metadata(description = "For scale: how many containers always wait for calls.")
    private Integer minContainers;

    @UriParam(label = "function")
    @Metadata(description = "For scale: how many containers there may be.")
    private Integer maxContainers;

    @UriParam(label = "function")
    @Metadata(description = "For scale: how many containers are started beyond those in need while there are calls.")
    private Integer bufferContainers;

    @UriParam(label = "function", javaType = "java.time.Duration")
    @Metadata(description = "For scale: how long a container without a call is kept.")
    private Long scaledownWindow;

    @UriParam(label = "function")
    @Metadata(
            description =
                    "A folder that keeps the identifiers of calls, so that after a restart a call is waited for and not made again. Each call needs the header CamelModalCallKey. Those of map are not kept.")
    private String callFolder;

    @UriParam(label = "function,advanced")
    @Metadata(description = "Keeps the identifiers of calls instead of a folder.")
    private CallStore callStore;

    @UriParam(label = "web")
    @Metadata(description = "The address of a web endpoint.")
    private String url;

    @UriParam(label = "web")
    @Metadata(
            description =
                    "The method of a request to a web endpoint; POST with a body and GET without one, unless set.")
    private String method;

    @UriParam(label = "web,security", secret = true)
    @Metadata(description = "The key for web endpoints that ask for one, wk-...")
    private String proxyKey;

    @UriParam(label = "web,security", secret = true)
    @Metadata(description = "The secret of that key, ws-...")
    private String proxySecret;

    @UriParam(label = "common")
    @Metadata(
            description =
                    "What is done with a queue (put, get, look, length, clear, delete), dict (put, get, pop, contains, contents, length, clear, delete), volume (list, read, write, remove, delete), secret (create, find, list, delete) or sandbox (create, find, list, terminate, poll, wait, ready, tunnels, connect, network, tags, tag, snapshot).")
    private String action;

    @UriParam(label = "common", defaultValue = "false")
    @Metadata(description = "Whether a queue, dict or volume is made if there is none of its name.")
    private boolean createIfMissing = false;

    @UriParam(label = "queue")
    @Metadata(description = "The partition of the queue.")
    private String partition;

    @UriParam(label = "queue", defaultValue = "1d", javaType = "java.time.Duration")
    @Metadata(description = "How long a partition is kept after something was put into it.")
    private long partitionTtl = 86_400_000;

    @UriParam(label = "queue", defaultValue = "1")
    @Metadata(
            description = "How many values are taken out of a queue at most. With more than 1 the body becomes a list.")
    private int maxItems = 1;

    @UriParam(label = "queue", defaultValue = "false")
    @Metadata(
            description =
                    "Whether length and clear mean all partitions; on a volume or in a sandbox, whether folders are listed and removed with what is in them.")
    private boolean all = false;

    @UriParam(label = "dict")
    @Metadata(description = "The key in the dict.")
    private String key;

    @UriParam(label = "dict", defaultValue = "false")
    @Metadata(description = "Whether put leaves an entry alone that is there already.")
    private boolean onlyNew = false;

    @UriParam(label = "files")
    @Metadata(
            description =
                    "The file of this machine that the action read of a volume writes to, so that it need not fit into memory; it is the body then.")
    private String toFile;

    @UriParam(label = "files")
    @Metadata(
            description =
                    "The path on a volume or in a sandbox. In a sandbox, one without a slash in front begins in the folder of its commands.")
    private String path;

    /** Endpoints change a copy, so that they never share what one of them was told. */
    ModalConfiguration copy() {
        try {
            var copy = (ModalConfiguration) clone();
            copy.parameters = copied(parameters);
            copy.setEnv(copied(getEnv()));
            copy.setVolumes(copied(getVolumes()));
            copy.setTags(copied(getTags()));
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    private static Map<String, Object> copied(Map<String, Object> values) {
        return new HashMap<>(values == null ? Map.of() : values);
    }

    /** How long is waited, as the options say it or as it is usual. */
    public Duration patience(Duration usual) {
        return getTimeout() == null ? usual : Duration.ofMillis(getTimeout());
    }

    public Map<String, Object> getParameters() {
        return parameters;
    }

    public void setParameters(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    public int getAtOnce() {
        return atOnce;
    }

    public void setAtOnce(int atOnce) {
        this.atOnce = atOnce;
    }

    public ItemFailure getOnItemFailure() {
        return onItemFailure;
    }

    public void setOnItemFailure(ItemFailure onItemFailure) {
        this.onItemFailure = onItemFailure;
    }

    public boolean isTerminateContainers() {
        return terminateContainers;
    }

    public void setTerminateContainers(boolean terminateContainers) {
        this.terminateContainers = terminateContainers;
    }

    public Integer getMinContainers() {
        return minContainers;
    }

    public void setMinContainers(Integer minContainers) {
        this.minContainers = minContainers;
    }

    public Integer getMaxContainers() {
        return maxContainers;
    }

    public void setMaxContainers(Integer maxContainers) {
        this.maxContainers = maxContainers;
    }

    public Integer getBufferContainers() {
        return bufferContainers;
    }

    public void setBufferContainers(Integer bufferContainers) {
        this.bufferContainers = bufferContainers;
    }

    public Long getScaledownWindow() {
        return scaledownWindow;
    }

    public void setScaledownWindow(Long scaledownWindow) {
        this.scaledownWindow = scaledownWindow;
    }

    public String getCallFolder() {
        return callFolder;
    }

    public void setCallFolder(String callFolder) {
        this.callFolder = callFolder;
    }

    public CallStore getCallStore() {
        return callStore;
    }

    public void setCallStore(CallStore callStore) {
        this.callStore = callStore;
    }

    public String getUrl() {
        return url;
    }

    public void setUrl(String url) {
        this.url = url;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public String getProxyKey() {
        return proxyKey;
    }

    public void setProxyKey(String proxyKey) {
        this.proxyKey = proxyKey;
    }

    public String getProxySecret() {
        return proxySecret;
    }

    public void setProxySecret(String proxySecret) {
        this.proxySecret = proxySecret;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public boolean isCreateIfMissing() {
        return createIfMissing;
    }

    public void setCreateIfMissing(boolean createIfMissing) {
        this.createIfMissing = createIfMissing;
    }

    public String getPartition() {
        return partition;
    }

    public void setPartition(String partition) {
        this.partition = partition;
    }

    public long getPartitionTtl() {
        return partitionTtl;
    }

    public void setPartitionTtl(long partitionTtl) {
        this.partitionTtl = partitionTtl;
    }

    public int getMaxItems() {
        return maxItems;
    }

    public void setMaxItems(int maxItems) {
        this.maxItems = maxItems;
    }

    public boolean isAll() {
        return all;
    }

    public void setAll(boolean all) {
        this.all = all;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public boolean isOnlyNew() {
        return onlyNew;
    }

    public void setOnlyNew(boolean onlyNew) {
        this.onlyNew = onlyNew;
    }

    public String getToFile() {
        return toFile;
    }

    public void setToFile(String toFile) {
        this.toFile = toFile;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }
}
