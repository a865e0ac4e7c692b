package dev.serai.daytona;

import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What operations on files are about. Not written after the endpoint has started. */
@UriParams
@Configurer
public class FileOptions {

    @UriParam
    @Metadata(description = "The file, the folder or the repository that is meant.")
    private String path;

    @UriParam
    @Metadata(description = "Several files, with commas.")
    private String paths;

    @UriParam
    @Metadata(description = "What is moved.")
    private String source;

    @UriParam
    @Metadata(description = "Where it is moved to.")
    private String destination;

    @UriParam
    @Metadata(
            description = "What is looked for: a text in files, or for files/search a pattern of names such as *.txt.")
    private String pattern;

    @UriParam
    @Metadata(description = "What files/replace writes in its place.")
    private String newValue;

    @UriParam
    @Metadata(description = "The permissions of a file or a new folder, such as 755.")
    private String permissions;

    @UriParam
    @Metadata(description = "The owner that a file gets.")
    private String fileOwner;

    @UriParam
    @Metadata(description = "The group that a file gets.")
    private String fileGroup;

    @UriParam
    @Metadata(description = "Whether a folder is deleted with all that is in it.")
    private Boolean recursive;

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getPaths() {
        return paths;
    }

    public void setPaths(String paths) {
        this.paths = paths;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public String getDestination() {
        return destination;
    }

    public void setDestination(String destination) {
        this.destination = destination;
    }

    public String getPattern() {
        return pattern;
    }

    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    public String getNewValue() {
        return newValue;
    }

    public void setNewValue(String newValue) {
        this.newValue = newValue;
    }

    public String getPermissions() {
        return permissions;
    }

    public void setPermissions(String permissions) {
        this.permissions = permissions;
    }

    public String getFileOwner() {
        return fileOwner;
    }

    public void setFileOwner(String fileOwner) {
        this.fileOwner = fileOwner;
    }

    public String getFileGroup() {
        return fileGroup;
    }

    public void setFileGroup(String fileGroup) {
        this.fileGroup = fileGroup;
    }

    public Boolean getRecursive() {
        return recursive;
    }

    public void setRecursive(Boolean recursive) {
        this.recursive = recursive;
    }

    /** The arguments that are set, by name. */
    void into(Map<String, Object> all) {
        all.put("path", path);
        all.put("paths", paths);
        all.put("source", source);
        all.put("destination", destination);
        all.put("pattern", pattern);
        all.put("newValue", newValue);
        all.put("permissions", permissions);
        all.put("fileOwner", fileOwner);
        all.put("fileGroup", fileGroup);
        all.put("recursive", recursive);
    }
}
