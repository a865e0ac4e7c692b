package dev.serai.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** What a model is told of what a route ends with. */
class ToolResultTest {

    private static String text(Object body, int most) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return new ToolResult(most).of(exchange).text();
    }

    @Test
    void aStreamWithoutAnEndIsReadNoFurtherThanNeeded() {
        var endless = new InputStream() {
            private long read;

            @Override
            public int read() {
                if (read++ > 1_000_000) {
                    throw new IllegalStateException("read on and on");
                }
                return 'x';
            }
        };
        assertThat(text(endless, 10)).isEqualTo("xxxxxxxxxx\n[cut: the result is longer]");
    }

    @Test
    void aShortStreamIsReadWhole() {
        assertThat(text(new ByteArrayInputStream("größer".getBytes(StandardCharsets.UTF_8)), 10))
                .isEqualTo("größer");
        assertThat(text(InputStream.nullInputStream(), 20)).isEqualTo("(no result)");
        assertThat(text("0123456789x", 10)).endsWith("[cut: the result has 11 characters]");
    }

    @Test
    void theCharsetOfTheExchangeCounts() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.CHARSET_NAME, "ISO-8859-1");
        exchange.getMessage().setBody(new ByteArrayInputStream("größer".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(new ToolResult(10).of(exchange).text()).isEqualTo("größer");
    }
}
