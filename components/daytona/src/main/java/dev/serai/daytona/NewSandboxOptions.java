package dev.serai.daytona;

import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What a new sandbox or snapshot is like. Not written after the endpoint has started. */
@UriParams
@Configurer
public class NewSandboxOptions {

    @UriParam
    @Metadata(description = "The snapshot that a new sandbox is made from, or the one that an operation is about.")
    private String snapshot;

    @UriParam
    @Metadata(
            description =
                    "The image that a new sandbox or snapshot is made from, such as python:3.12-slim. Not together with snapshot.")
    private String image;

    @UriParam
    @Metadata(description = "The main language of a new sandbox: python, typescript or javascript.")
    private String language;

    @UriParam
    @Metadata(description = "The name of what is created, or looked for.")
    private String name;

    @UriParam
    @Metadata(description = "How many processors a new sandbox or snapshot gets. Only together with image.")
    private Integer cpu;

    @UriParam
    @Metadata(description = "How many GiB of memory a new sandbox or snapshot gets.")
    private Integer memory;

    @UriParam
    @Metadata(description = "How many GiB of disk a new sandbox or snapshot gets.")
    private Integer disk;

    @UriParam
    @Metadata(description = "How many graphics processors a new sandbox or snapshot gets.")
    private Integer gpu;

    @UriParam(prefix = "env.", multiValue = true)
    @Metadata(description = "Environment variables of a new sandbox, or of the command or code: env.MODE=test.")
    private Map<String, Object> env;

    @UriParam(prefix = "label.", multiValue = true)
    @Metadata(description = "Labels of a new sandbox, or the ones that are looked for: label.team=blue.")
    private Map<String, Object> labels;

    @UriParam
    @Metadata(
            description = "After how many minutes without use the sandbox is stopped; 0 is never. A leased one has 15.")
    private Integer autoStop;

    @UriParam
    @Metadata(description = "After how many minutes a stopped sandbox is archived; 0 is the longest.")
    private Integer autoArchive;

    @UriParam
    @Metadata(description = "After how many minutes a stopped sandbox is deleted; 0 is at once, -1 never.")
    private Integer autoDelete;

    @UriParam
    @Metadata(description = "Whether a new sandbox is deleted as soon as it stops.")
    private Boolean ephemeral;

    @UriParam
    @Metadata(description = "Volumes of a new sandbox: id:/path or id:/path:folder, several with commas.")
    private String volumes;

    @UriParam
    @Metadata(description = "Whether the sandbox reaches no network.")
    private Boolean networkBlockAll;

    @UriParam
    @Metadata(description = "The only address ranges that the sandbox reaches, with commas.")
    private String networkAllowList;

    @UriParam
    @Metadata(description = "The only domains that the sandbox reaches, with commas.")
    private String domainAllowList;

    @UriParam
    @Metadata(description = "Whether everybody may open the preview links of the sandbox without a token.")
    private Boolean openPreview;

    @UriParam
    @Metadata(description = "The user of the operating system that a new sandbox works as.")
    private String osUser;

    @UriParam
    @Metadata(description = "The first command of a snapshot, its words separated by commas.")
    private String entrypoint;

    public String getSnapshot() {
        return snapshot;
    }

    public void setSnapshot(String snapshot) {
        this.snapshot = snapshot;
    }

    public String getImage() {
        return image;
    }

    public void setImage(String image) {
        this.image = image;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Integer getCpu() {
        return cpu;
    }

    public void setCpu(Integer cpu) {
        this.cpu = cpu;
    }

    public Integer getMemory() {
        return memory;
    }

    public void setMemory(Integer memory) {
        this.memory = memory;
    }

    public Integer getDisk() {
        return disk;
    }

    public void setDisk(Integer disk) {
        this.disk = disk;
    }

    public Integer getGpu() {
        return gpu;
    }

    public void setGpu(Integer gpu) {
        this.gpu = gpu;
    }

    public Map<String, Object> getEnv() {
        return env;
    }

    public void setEnv(Map<String, Object> env) {
        this.env = env;
    }

    public Map<String, Object> getLabels() {
        return labels;
    }

    public void setLabels(Map<String, Object> labels) {
        this.labels = labels;
    }

    public Integer getAutoStop() {
        return autoStop;
    }

    public void setAutoStop(Integer autoStop) {
        this.autoStop = autoStop;
    }

    public Integer getAutoArchive() {
        return autoArchive;
    }

    public void setAutoArchive(Integer autoArchive) {
        this.autoArchive = autoArchive;
    }

    public Integer getAutoDelete() {
        return autoDelete;
    }

    public void setAutoDelete(Integer autoDelete) {
        this.autoDelete = autoDelete;
    }

    public Boolean getEphemeral() {
        return ephemeral;
    }

    public void setEphemeral(Boolean ephemeral) {
        this.ephemeral = ephemeral;
    }

    public String getVolumes() {
        return volumes;
    }

    public void setVolumes(String volumes) {
        this.volumes = volumes;
    }

    public Boolean getNetworkBlockAll() {
        return networkBlockAll;
    }

    public void setNetworkBlockAll(Boolean networkBlockAll) {
        this.networkBlockAll = networkBlockAll;
    }

    public String getNetworkAllowList() {
        return networkAllowList;
    }

    public void setNetworkAllowList(String networkAllowList) {
        this.networkAllowList = networkAllowList;
    }

    public String getDomainAllowList() {
        return domainAllowList;
    }

    public void setDomainAllowList(String domainAllowList) {
        this.domainAllowList = domainAllowList;
    }

    public Boolean getOpenPreview() {
        return openPreview;
    }

    public void setOpenPreview(Boolean openPreview) {
        this.openPreview = openPreview;
    }

    public String getOsUser() {
        return osUser;
    }

    public void setOsUser(String osUser) {
        this.osUser = osUser;
    }

    public String getEntrypoint() {
        return entrypoint;
    }

    public void setEntrypoint(String entrypoint) {
        this.entrypoint = entrypoint;
    }

    /** The arguments that are set, by name. */
    void into(Map<String, Object> all) {
        all.put("snapshot", snapshot);
        all.put("image", image);
        all.put("language", language);
        all.put("name", name);
        all.put("cpu", cpu);
        all.put("memory", memory);
        all.put("disk", disk);
        all.put("gpu", gpu);
        all.put("autoStop", autoStop);
        all.put("autoArchive", autoArchive);
        all.put("autoDelete", autoDelete);
        all.put("ephemeral", ephemeral);
        all.put("volumes", volumes);
        all.put("networkBlockAll", networkBlockAll);
        all.put("networkAllowList", networkAllowList);
        all.put("domainAllowList", domainAllowList);
        all.put("openPreview", openPreview);
        all.put("osUser", osUser);
        all.put("entrypoint", entrypoint);
    }
}
