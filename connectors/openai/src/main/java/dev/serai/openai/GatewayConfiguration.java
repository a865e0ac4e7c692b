package dev.serai.openai;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What a model can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class GatewayConfiguration {

    @UriParam(label = "consumer")
    @Metadata(description = "What the model is good at, for people who choose one.")
    private String description;

    @UriParam(label = "consumer")
    @Metadata(description = "The name that people see. Unless set, it is the name in the path.")
    private String title;

    @UriParam(label = "consumer", defaultValue = "true")
    @Metadata(
            description =
                    "Whether the route is asked for a stream (header CamelSeraiStream), also for clients that want the answer in one piece: only a stream can be stopped when its client leaves. Without it, steps behind the model see a whole answer.")
    private boolean stream = true;

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public boolean isStream() {
        return stream;
    }

    public void setStream(boolean stream) {
        this.stream = stream;
    }
}
