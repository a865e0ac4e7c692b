package dev.serai.support.camel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpPort;
import java.io.IOException;
import java.net.URI;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class HttpPortsTest {

    private static final URI INSIDE = URI.create("http://127.0.0.1:1/");

    @Test
    void pagesAreReadFromNowhereUntilTheSettingNamesIt() throws IOException {
        try (var context = new DefaultCamelContext()) {
            assertThatThrownBy(() -> HttpPorts.webPolicy(context).check(INSIDE))
                    .isInstanceOf(HttpFault.class)
                    .hasMessageContaining("serai.web.allow=127.0.0.1");

            context.getPropertiesComponent().addInitialProperty("serai.web.allow", " public , 127.0.0.1 ");
            assertThatCode(() -> HttpPorts.webPolicy(context).check(INSIDE)).doesNotThrowAnyException();
            assertThatCode(() -> HttpPorts.webPolicy(context).check(URI.create("http://8.8.8.8/")))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatServicesMayReachIsNoPermissionForPages() throws IOException {
        try (var context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty(HttpPorts.EGRESS_ALLOW, "8.8.8.8");
            assertThatThrownBy(() -> HttpPorts.webPolicy(context).check(URI.create("http://8.8.8.8/")))
                    .isInstanceOf(HttpFault.class);
        }
    }

    @Test
    void aPortForTheWebObeysTheSetting() throws IOException {
        try (var context = new DefaultCamelContext();
                var port =
                        HttpPort.builder().egress(HttpPorts.webPolicy(context)).build()) {
            var call = HttpCall.get(INSIDE).build();
            assertThatThrownBy(() -> port.send(call).get())
                    .cause()
                    .isInstanceOf(HttpFault.class)
                    .hasMessageContaining("serai.web.allow");
        }
    }
}
