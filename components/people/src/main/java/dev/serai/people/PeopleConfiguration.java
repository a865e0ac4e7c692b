package dev.serai.people;

import dev.serai.people.task.WhenDue;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What an endpoint can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class PeopleConfiguration implements Cloneable {

    @UriParam
    @Metadata(description = "What the question is called, as a Simple expression.")
    private String title;

    @UriParam
    @Metadata(
            description =
                    "The question in Markdown, as a Simple expression in place or as resource:classpath:question.md.")
    private String text;

    @UriParam
    @Metadata(
            description =
                    "The JSON schema of a form, in place or as resource:classpath:form.json. Answers are checked against it, and the body becomes a map of the values.")
    private String form;

    @UriParam
    @Metadata(
            description =
                    "What can be chosen, separated by commas, as a Simple expression. Without a form the body becomes the choice.")
    private String choices;

    @UriParam
    @Metadata(
            description =
                    "Who should answer: a name or a mail address, as a Simple expression. Answers by mail are taken from this address only.")
    private String assignee;

    @UriParam
    @Metadata(description = "Which group may answer, as a Simple expression.")
    private String group;

    @UriParam
    @Metadata(description = "The files, as a Simple expression that gives a map from names to texts or bytes.")
    private String attachments;

    @UriParam(javaType = "java.time.Duration")
    @Metadata(description = "How long there is for an answer, such as 2h. Unless set, for ever.")
    private Duration due;

    @UriParam(defaultValue = "fail", enums = "fail,answer,remind")
    @Metadata(
            description =
                    "What happens when nobody answers in time. fail: the exchange fails with PEOPLE-301. answer: it goes on with dueAnswer. remind: people are told again, each time that the due time has passed.")
    private WhenDue whenDue = WhenDue.FAIL;

    @UriParam
    @Metadata(description = "With whenDue=answer: one of the choices, a JSON object with the form's values, or a text.")
    private String dueAnswer;

    @UriParam(defaultValue = "return", enums = "return,wait")
    @Metadata(
            description =
                    "What the exchange does until there is an answer. return: it ends here, its caller gets the task's id, and another exchange goes on in the route with the answer. wait: it waits, without a thread, so that the caller gets what comes of the answer.")
    private WhenParked whenParked = WhenParked.RETURN;

    @UriParam(label = "notify")
    @Metadata(
            description =
                    "An endpoint that tells people of the question, such as one of smtp. The body is the question with a signed link, the header Subject its title, and To the assignee if that is a mail address.")
    private String notify;

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getForm() {
        return form;
    }

    public void setForm(String form) {
        this.form = form;
    }

    public String getChoices() {
        return choices;
    }

    public void setChoices(String choices) {
        this.choices = choices;
    }

    public String getAssignee() {
        return assignee;
    }

    public void setAssignee(String assignee) {
        this.assignee = assignee;
    }

    public String getGroup() {
        return group;
    }

    public void setGroup(String group) {
        this.group = group;
    }

    public String getAttachments() {
        return attachments;
    }

    public void setAttachments(String attachments) {
        this.attachments = attachments;
    }

    public Duration getDue() {
        return due;
    }

    public void setDue(Duration due) {
        this.due = due;
    }

    public WhenDue getWhenDue() {
        return whenDue;
    }

    public void setWhenDue(WhenDue whenDue) {
        this.whenDue = whenDue;
    }

    public String getDueAnswer() {
        return dueAnswer;
    }

    public void setDueAnswer(String dueAnswer) {
        this.dueAnswer = dueAnswer;
    }

    public WhenParked getWhenParked() {
        return whenParked;
    }

    public void setWhenParked(WhenParked whenParked) {
        this.whenParked = whenParked;
    }

    public String getNotify() {
        return notify;
    }

    public void setNotify(String notify) {
        this.notify = notify;
    }

    public PeopleConfiguration copy() {
        try {
            return (PeopleConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
