package dev.serai.people;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class PeopleConstants {

    @Metadata(label = "producer", description = "The title of the question; wins over the option.", javaType = "String")
    public static final String TITLE = "CamelPeopleTitle";

    @Metadata(label = "producer", description = "The text of the question; wins over the option.", javaType = "String")
    public static final String TEXT = "CamelPeopleText";

    @Metadata(
            label = "producer",
            description = "The JSON schema of the form; wins over the option.",
            javaType = "String")
    public static final String FORM = "CamelPeopleForm";

    @Metadata(
            label = "producer",
            description = "The choices: a list, or text separated by commas; wins over the option.",
            javaType = "Object")
    public static final String CHOICES = "CamelPeopleChoices";

    @Metadata(
            label = "producer",
            description = "Who should answer; wins over the option. For list: whose tasks.",
            javaType = "String")
    public static final String ASSIGNEE = "CamelPeopleAssignee";

    @Metadata(
            label = "producer",
            description = "Which group may answer; wins over the option. For list: which group's tasks.",
            javaType = "String")
    public static final String GROUP = "CamelPeopleGroup";

    @Metadata(
            label = "producer",
            description = "The files: a map from names to texts or bytes; wins over the option.",
            javaType = "java.util.Map<String, Object>")
    public static final String ATTACHMENTS = "CamelPeopleAttachments";

    @Metadata(
            label = "producer",
            description = "How long there is for an answer; wins over the option.",
            javaType = "java.time.Duration")
    public static final String DUE = "CamelPeopleDue";

    @Metadata(
            label = "producer",
            description = "The task's id. Set by inbox; read by answer, get and cancel.",
            javaType = "String")
    public static final String TASK_ID = "CamelPeopleTaskId";

    @Metadata(
            label = "producer",
            description = "How the task stands: waiting when the exchange ends at the question, else answered.",
            javaType = "String")
    public static final String STATUS = "CamelPeopleStatus";

    @Metadata(
            label = "producer",
            description = "Who answered. Read by answer and cancel, where the route vouches for it.",
            javaType = "String")
    public static final String ANSWERED_BY = "CamelPeopleAnsweredBy";

    @Metadata(label = "producer", description = "When it was answered.", javaType = "java.time.Instant")
    public static final String ANSWERED_AT = "CamelPeopleAnsweredAt";

    @Metadata(label = "producer", description = "The choice. Read by answer.", javaType = "String")
    public static final String CHOICE = "CamelPeopleChoice";

    @Metadata(
            label = "producer",
            description = "What was said beside a choice or a form. Read by answer.",
            javaType = "String")
    public static final String COMMENT = "CamelPeopleComment";

    @Metadata(
            label = "producer",
            description = "The token of a signed link; answer reads it, instead of a task's id.",
            javaType = "String")
    public static final String TOKEN = "CamelPeopleToken";

    private PeopleConstants() {}
}
