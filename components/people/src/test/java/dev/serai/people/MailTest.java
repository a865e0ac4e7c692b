package dev.serai.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions and answers go through a mail server. */
@Timeout(60)
class MailTest {

    private static final String ROUTES = """
            - route:
                id: asks
                from:
                  uri: direct:ask
                  steps:
                    - to:
                        uri: people:inbox
                        parameters:
                          title: Pay order 7 to the café, which is a long title for a question, as titles go?
                          text: It has been waiting since **Monday**.
                          choices: yes,no
                          assignee: Ada <ada@example.com>
                          notify: "{{people.mail}}"
                    - to: mock:after
            - route:
                from:
                  uri: "{{people.replies}}"
                  steps:
                    - doTry:
                        steps:
                          - to: people:answer
                        doCatch:
                          - exception:
                              - dev.serai.people.PeopleException
                            steps:
                              - to: mock:refused
            """;

    private final GreenMail server =
            new GreenMail(new ServerSetup[] {ServerSetup.SMTP.dynamicPort(), ServerSetup.IMAP.dynamicPort()});

    @BeforeEach
    void start() {
        server.start();
        server.setUser("ada@example.com", "ada@example.com", "pw");
        server.setUser("flow@example.com", "flow", "pw");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Map<String, Object> addresses() {
        return Map.of(
                "people.mail",
                "smtp://127.0.0.1:" + server.getSmtp().getPort() + "?from=flow@example.com",
                "people.replies",
                "imap://127.0.0.1:" + server.getImap().getPort()
                        + "?username=flow&password=pw&delay=200&initialDelay=0&mimeDecodeHeaders=true");
    }

    private void reply(String from, String subject, String text) {
        GreenMailUtil.sendTextEmail(
                "flow@example.com",
                from,
                "Re: " + subject,
                text,
                server.getSmtp().getServerSetup());
    }

    @Test
    void replyToTheMailAnswersTheQuestion() throws Exception {
        try (var routes = Routes.start(addresses(), ROUTES)) {
            assertThat(routes.send("direct:ask", "x").getException()).isNull();
            assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
            var mail = server.getReceivedMessages()[0];
            assertThat(mail.getAllRecipients()[0]).hasToString("ada@example.com");
            assertThat(GreenMailUtil.getBody(mail)).contains("http://localhost:8080/answer/");

            routes.mock("mock:refused").expectedMessageCount(1);
            reply("eve@example.com", mail.getSubject(), "no");
            routes.mock("mock:refused").assertIsSatisfied();
            assertThat(routes.mock("mock:refused")
                            .getReceivedExchanges()
                            .get(0)
                            .getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                    .hasMessageContaining("PEOPLE-206");

            routes.mock("mock:after").expectedBodiesReceived("yes");
            reply("ada@example.com", mail.getSubject(), "Yes\r\n\r\nOn Monday, flow wrote:\r\n> no\r\n");
            routes.mock("mock:after").assertIsSatisfied();
        }
    }
}
