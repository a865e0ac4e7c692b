package dev.serai.daytona;

import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What operations on repositories and language servers are about. Not written after the endpoint has started. */
@UriParams
@Configurer
public class RepositoryOptions {

    @UriParam
    @Metadata(description = "The address of a repository that is cloned.")
    private String repository;

    @UriParam
    @Metadata(description = "The branch that is meant.")
    private String branch;

    @UriParam
    @Metadata(description = "The commit that is checked out after a clone.")
    private String commit;

    @UriParam(label = "security")
    @Metadata(description = "The user name at the server of a repository.")
    private String username;

    @UriParam(label = "security", secret = true)
    @Metadata(description = "The password, or the token, at the server of a repository.")
    private String password;

    @UriParam
    @Metadata(description = "The message of a commit.")
    private String message;

    @UriParam
    @Metadata(description = "The name of the author of a commit.")
    private String author;

    @UriParam
    @Metadata(description = "The e-mail address of the author of a commit.")
    private String email;

    @UriParam
    @Metadata(description = "Whether a commit may change nothing.")
    private Boolean allowEmpty;

    @UriParam(label = "security")
    @Metadata(description = "Whether the certificate of the server of a repository is not checked.")
    private Boolean skipTlsCheck;

    @UriParam
    @Metadata(description = "The language of a language server: python or typescript.")
    private String languageId;

    @UriParam
    @Metadata(description = "The folder of the project that a language server reads.")
    private String project;

    @UriParam
    @Metadata(description = "The file that a language server is asked about, as file:///path.")
    private String document;

    @UriParam
    @Metadata(description = "The line in the document, the first is 0.")
    private Integer line;

    @UriParam
    @Metadata(description = "The place in the line, the first is 0.")
    private Integer character;

    @UriParam
    @Metadata(description = "The symbol that is looked for.")
    private String query;

    public String getRepository() {
        return repository;
    }

    public void setRepository(String repository) {
        this.repository = repository;
    }

    public String getBranch() {
        return branch;
    }

    public void setBranch(String branch) {
        this.branch = branch;
    }

    public String getCommit() {
        return commit;
    }

    public void setCommit(String commit) {
        this.commit = commit;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getMessage() {
        return message;
    }

    public void setMessage(String message) {
        this.message = message;
    }

    public String getAuthor() {
        return author;
    }

    public void setAuthor(String author) {
        this.author = author;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public Boolean getAllowEmpty() {
        return allowEmpty;
    }

    public void setAllowEmpty(Boolean allowEmpty) {
        this.allowEmpty = allowEmpty;
    }

    public Boolean getSkipTlsCheck() {
        return skipTlsCheck;
    }

    public void setSkipTlsCheck(Boolean skipTlsCheck) {
        this.skipTlsCheck = skipTlsCheck;
    }

    public String getLanguageId() {
        return languageId;
    }

    public void setLanguageId(String languageId) {
        this.languageId = languageId;
    }

    public String getProject() {
        return project;
    }

    public void setProject(String project) {
        this.project = project;
    }

    public String getDocument() {
        return document;
    }

    public void setDocument(String document) {
        this.document = document;
    }

    public Integer getLine() {
        return line;
    }

    public void setLine(Integer line) {
        this.line = line;
    }

    public Integer getCharacter() {
        return character;
    }

    public void setCharacter(Integer character) {
        this.character = character;
    }

    public String getQuery() {
        return query;
    }

    public void setQuery(String query) {
        this.query = query;
    }

    /** The arguments that are set, by name. */
    void into(Map<String, Object> all) {
        all.put("repository", repository);
        all.put("branch", branch);
        all.put("commit", commit);
        all.put("username", username);
        all.put("password", password);
        all.put("message", message);
        all.put("author", author);
        all.put("email", email);
        all.put("allowEmpty", allowEmpty);
        all.put("skipTlsCheck", skipTlsCheck);
        all.put("languageId", languageId);
        all.put("project", project);
        all.put("document", document);
        all.put("line", line);
        all.put("character", character);
        all.put("query", query);
    }
}
