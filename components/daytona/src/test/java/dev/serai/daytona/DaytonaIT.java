package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.serai.daytona.client.CommandException;
import dev.serai.daytona.live.LiveDaytona;
import dev.serai.offline.daytona.DaytonaStandIn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The endpoint against the stand-in, or with {@code -Dlive.daytona=URL} against the service. */
@Timeout(120)
class DaytonaIT {

    @RegisterExtension
    static final LiveDaytona daytona = new LiveDaytona();

    private final String name = "serai-it-" + UUID.randomUUID();
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new Routes(daytona.url());
        routes.configuration().setApiKey(daytona.key());
        routes.configuration().setOwner(name);
        routes.configuration().setRetries(3);
    }

    @AfterEach
    void stop() {
        routes.send("daytona:sandbox/delete?wait=false&sandbox=" + name, null, Map.of());
        routes.close();
        daytona.standIn().ifPresent(server -> {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> server.runningPrograms() == 0);
            server.reset();
        });
    }

    private String create() {
        var exchange = routes.exchange(
                "daytona:sandbox/create?ephemeral=true&autoStop=5&label.it=" + name + "&name=" + name, null, Map.of());
        return exchange.getMessage().getHeader(DaytonaConstants.SANDBOX, String.class);
    }

    private String in(String operation, String more) {
        return "daytona:" + operation + "?sandbox=" + name + more;
    }

    private Map<?, ?> exec(String command, String more) {
        return (Map<?, ?>) routes.ask(in("exec", more), command);
    }

    @Test
    void aSandboxLivesAndEnds() {
        var id = create();
        assertThat(routes.ask("daytona:sandbox/find-or-create?label.it=" + name))
                .asInstanceOf(MAP)
                .containsEntry("id", id)
                .containsEntry("state", "started");
        routes.ask(in("sandbox/labels", "&label.it=" + name + "&label.more=1"));
        routes.ask(in("sandbox/intervals", "&autoStop=7&autoDelete=-1"));
        assertThat(routes.ask(in("sandbox/get", "")))
                .asInstanceOf(MAP)
                .containsEntry("autoStopInterval", 7)
                .containsEntry("labels", Map.of("it", name, "more", "1"));
        assertThat(routes.ask(in("sandbox/stop", ""))).asInstanceOf(MAP).containsEntry("state", "stopped");
        assertThat(routes.fails(in("exec", ""), "ls").getId()).isEqualTo("DAYTONA-203");
        assertThat(routes.ask(in("sandbox/start", ""))).asInstanceOf(MAP).containsEntry("state", "started");
        assertThat(exec("echo back", "").get("stdout")).isEqualTo("back\n");
        assertThat(routes.ask(in("sandbox/delete", ""))).asInstanceOf(MAP).containsEntry("state", "destroyed");
        assertThat(routes.fails(in("sandbox/get", ""), null).getId()).isEqualTo("DAYTONA-201");
    }

    @Test
    void commandsRunInAShell() {
        create();
        assertThat(exec("echo out; echo err >&2; exit 3", ""))
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 3)
                .containsEntry("stdout", "out\n")
                .containsEntry("stderr", "err\n");
        assertThat(exec("pwd; echo \"$A\"", "&cwd=/tmp&env.A=it's \"me\""))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "/tmp\nit's \"me\"\n");
        assertThat(exec("if then (", "").get("exitCode")).isNotEqualTo(0);
        assertThat(exec("no-such-command-x", "").get("exitCode")).isEqualTo(127);
        assertThat(exec("cat; echo done", "").get("stdout")).isEqualTo("done\n");
        assertThat(exec("echo mixed; echo er >&2; exit 4", "&via=call"))
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 4)
                .containsEntry("stdout", "mixed\ner\n");
    }

    @Test
    void aCommandOverItsTimeIsKilled() {
        create();
        var failure = (CommandException) routes.fails(in("exec", "&timeout=1s"), "echo begun; sleep 300; echo never");
        assertThat(failure.getId()).isEqualTo("DAYTONA-302");
        assertThat(failure.getStdout()).isEqualTo("begun\n");
        daytona.standIn()
                .ifPresent(server ->
                        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.runningPrograms() == 0));
        assertThat(routes.fails(in("exec", "&timeout=1s&via=call"), "sleep 300").getId())
                .isEqualTo("DAYTONA-302");
        assertThat(routes.fails(in("run/python", "&timeout=1s"), "while True: pass")
                        .getId())
                .isEqualTo("DAYTONA-302");
    }

    @Test
    void codeRuns() {
        create();
        assertThat(routes.ask(
                        in("run/python", "&via=call&arguments=a,b&env.X=1"),
                        "import sys, os\nprint(sys.argv[1:], os.environ['X'])"))
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 0)
                .containsEntry("stdout", "['a', 'b'] 1\n");
        assertThat(routes.ask(in("run/python", "&arguments=a,b&result=text"), "import sys\nprint(sys.argv[1:])\n1/0"))
                .asString()
                .startsWith("['a', 'b']\nTraceback")
                .endsWith("[exit code 1]");
    }

    @Test
    void linesComeOnceEachOverLostConnections() throws Exception {
        assumeThat(daytona.standIn()).isPresent();
        create();
        var seen = Collections.synchronizedList(new ArrayList<String>());
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:line").process(exchange -> {
                    var line = exchange.getMessage().getBody(String.class);
                    seen.add(exchange.getMessage().getHeader(DaytonaConstants.STREAM) + line);
                    if (line.endsWith("7")) {
                        server().cutStreams();
                    }
                });
            }
        });
        server().cutNextLogAfter(11);
        exec(
                "for i in $(seq 1 40); do echo o$i; [ $((i % 2)) = 0 ] && echo e$i >&2; sleep 0.02; done",
                "&timeout=110s&linesTo=direct:line");
        assertThat(seen.stream().filter(line -> line.startsWith("stdout")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> "stdouto" + i)
                        .toList());
        assertThat(seen.stream().filter(line -> line.startsWith("stderr")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> "stderre" + 2 * i)
                        .toList());
    }

    private static DaytonaStandIn server() {
        return daytona.standIn().orElseThrow();
    }

    @Test
    void aServiceThatIsAwayForAMomentLosesNothing() {
        assumeThat(daytona.standIn()).isPresent();
        create();
        var answer = routes.context()
                .createProducerTemplate()
                .asyncRequestBody(in("exec", ""), "for i in 1 2 3 4 5 6; do echo l$i; sleep 0.3; done", Map.class);
        Awaitility.await().until(() -> server().runningPrograms() > 0);
        server().unreachable(Duration.ofSeconds(2));
        assertThat(answer.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join())
                .containsEntry("stdout", "l1\nl2\nl3\nl4\nl5\nl6\n");
    }

    @Test
    void aSandboxThatIsLostInTheMiddleIsSaid() {
        assumeThat(daytona.standIn()).isPresent();
        create();
        var answer = routes.context()
                .createProducerTemplate()
                .asyncSend(in("exec", ""), exchange -> exchange.getMessage().setBody("echo begun; sleep 300"));
        Awaitility.await().until(() -> server().runningPrograms() > 0);
        server().lose(name, "the runner burnt down");
        var failure = (CommandException) answer.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                .join()
                .getException();
        assertThat(failure.getId()).isEqualTo("DAYTONA-204");
        assertThat(failure.getFact()).contains("burnt down");
    }

    @Test
    void aSessionKeepsItsFolderAndTakesInput() {
        create();
        routes.ask(in("session/create", "&session=s1"));
        assertThat(routes.fails(in("session/create", "&session=s1"), null).getId())
                .isEqualTo("DAYTONA-304");
        routes.ask(in("session/exec", "&session=s1"), "cd /tmp && X=7");
        assertThat(routes.ask(in("session/exec", "&session=s1"), "pwd; echo $X"))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "/tmp\n7\n");
        var begun = routes.exchange(in("session/exec", "&session=s1&background=true"), "read L; echo got $L", Map.of());
        var command = begun.getMessage().getHeader(DaytonaConstants.COMMAND_ID);
        routes.ask(in("session/input", "&session=s1"), "abc\n", Map.of(DaytonaConstants.COMMAND_ID, command));
        assertThat(routes.ask(
                        in("session/logs", "&session=s1&follow=true"),
                        null,
                        Map.of(DaytonaConstants.COMMAND_ID, command)))
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 0)
                .satisfies(result -> assertThat(result.get("stdout")).asString().contains("got abc"));
        routes.ask(in("session/delete", "&session=s1"));
        assertThat(routes.fails(in("session/get", "&session=s1"), null).getId()).isEqualTo("DAYTONA-303");
    }

    @Test
    void anInterpreterRemembersAndATerminalIsTypedInto() {
        create();
        routes.ask(in("interpreter/run", ""), "x = 41");
        assertThat(routes.ask(in("interpreter/run", ""), "print(x + 1)"))
                .asInstanceOf(MAP)
                .containsEntry("stdout", "42\n");
        assertThat(routes.ask(in("interpreter/run", ""), "1/0"))
                .asInstanceOf(MAP)
                .satisfies(result -> assertThat(result.get("error").toString()).contains("ZeroDivisionError"));
        assertThat(routes.ask(in("pty/run", ""), "echo $((40+2))\nexit 5\n"))
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 5)
                .satisfies(result -> assertThat(result.get("stdout")).asString().contains("42"));
    }

    @Test
    void filesGoInAndOut() throws Exception {
        create();
        var large = new byte[3_000_000];
        new Random(7).nextBytes(large);
        routes.ask(in("files/upload", "&path=/tmp/d/large.bin"), new ByteArrayInputStream(large));
        var many = new LinkedHashMap<String, Object>();
        many.put("/tmp/d/a.txt", "hello camel\n");
        many.put("/tmp/d/b c.txt", "two");
        routes.ask(in("files/upload", ""), many);
        try (var input = (InputStream) routes.ask(in("files/download", "&stream=true&path=/tmp/d/large.bin"))) {
            assertThat(input.readAllBytes()).isEqualTo(large);
        }
        var exchange = routes.exchange(
                in("files/download", "&paths=/tmp/d/a.txt,/tmp/d/b c.txt,/tmp/d/large.bin,/tmp/d/none"),
                null,
                Map.of());
        var files = (Map<?, ?>) exchange.getMessage().getBody();
        assertThat((byte[]) files.get("/tmp/d/a.txt")).asString().isEqualTo("hello camel\n");
        assertThat((byte[]) files.get("/tmp/d/large.bin")).isEqualTo(large);
        assertThat(exchange.getMessage().getHeader(DaytonaConstants.FILE_ERRORS, Map.class))
                .containsOnlyKeys("/tmp/d/none");
        assertThat(routes.fails(in("files/download", "&path=/tmp/d/none"), null).getId())
                .isEqualTo("DAYTONA-401");
        assertThat(routes.fails(in("files/download", "&stream=true&path=/tmp/d/none"), null)
                        .getId())
                .isEqualTo("DAYTONA-401");
        routes.ask(in("files/replace", "&pattern=camel&newValue=dromedary&paths=/tmp/d/a.txt"));
        assertThat((byte[]) routes.ask(in("files/download", "&path=/tmp/d/a.txt")))
                .asString()
                .isEqualTo("hello dromedary\n");
        routes.ask(in("files/move", "&source=/tmp/d/a.txt&destination=/tmp/d/z.txt"));
        assertThat(routes.ask(in("files/search", "&path=/tmp/d&pattern=*.txt")).toString())
                .contains("z.txt")
                .doesNotContain("a.txt");
        assertThat(routes.ask(in("files/find", "&path=/tmp/d&pattern=dromedary"))
                        .toString())
                .contains("z.txt");
        routes.ask(in("files/permissions", "&path=/tmp/d/z.txt&permissions=600"));
        assertThat(routes.ask(in("files/info", "&path=/tmp/d/z.txt")))
                .asInstanceOf(MAP)
                .containsEntry("permissions", "0600");
        assertThat(routes.fails(in("files/delete", "&path=/tmp/d"), null).getId())
                .isEqualTo("DAYTONA-402");
        routes.ask(in("files/delete", "&path=/tmp/d&recursive=true"));
        assertThat(routes.fails(in("files/list", "&path=/tmp/d"), null).getId()).isEqualTo("DAYTONA-401");
    }

    @Test
    void aRepositoryIsClonedChangedAndPushed() {
        create();
        exec(
                "git init -q --bare origin.git && git clone -q origin.git seed && cd seed"
                        + " && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m init && git push -q origin HEAD",
                "&failOn=exit");
        routes.ask(in("git/clone", "&repository=origin.git&path=repo"));
        routes.ask(in("files/upload", "&path=repo/new.txt"), "new");
        assertThat(routes.ask(in("git/status", "&path=repo")).toString()).contains("new.txt");
        routes.ask(in("git/add", "&path=repo&paths=new.txt"));
        assertThat(routes.ask(in("git/commit", "&path=repo&author=Ann&email=ann@example.org"), "more"))
                .asInstanceOf(MAP)
                .containsKey("hash");
        routes.ask(in("git/push", "&path=repo"));
        assertThat((List<?>) routes.ask(in("git/history", "&path=repo"))).hasSize(2);
        routes.ask(in("git/branch", "&path=repo&branch=feat"));
        routes.ask(in("git/checkout", "&path=repo&branch=feat"));
        assertThat(routes.ask(in("git/branches", "&path=repo")).toString()).contains("feat");
        routes.ask(in("git/pull", "&path=repo"));
        assertThat(routes.fails(in("git/status", "&path=nope"), null).getId()).isEqualTo("DAYTONA-501");
        assertThat(routes.fails(in("git/clone", "&repository=origin.git&path=r2&branch=nope"), null)
                        .getId())
                .isEqualTo("DAYTONA-502");
    }

    @Test
    void aLeasedSandboxIsSharedAndLeavesNothing() throws Exception {
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .to("daytona:files/upload?path=x.txt")
                        .setBody(constant("cat x.txt"))
                        .to("daytona:exec");
            }
        });
        assertThat(routes.ask("direct:work", "hello"))
                .asInstanceOf(MAP)
                .containsEntry("exitCode", 0)
                .satisfies(result -> assertThat(result.get("stdout")).asString().startsWith("hello"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(((List<?>)
                                        ((Map<?, ?>) routes.ask("daytona:sandbox/list?label.serai-owner=" + name))
                                                .get("items"))
                                .stream()
                                        .filter(item -> !String.valueOf(((Map<?, ?>) item).get("state"))
                                                .startsWith("destroy")))
                        .isEmpty());
    }

    @Test
    void aModelGetsATextThatSaysHowItEnded() {
        var tool = "daytona:run/python?result=text&failOn=never&maxOutput=200&timeout=";
        assertThat(routes.ask(tool + "20s", Map.of("code", "print(6 * 7)"))).isEqualTo("42\n");
        assertThat(routes.ask(tool + "20s", "print('it''s')\nimport sys\nsys.exit('no: \\'quoted\\'')"))
                .isEqualTo("its\nno: 'quoted'\n[exit code 1]");
        assertThat(routes.ask(tool + "20s", "print('x' * 1000)"))
                .asString()
                .hasSizeLessThan(300)
                .contains("is cut here");
        assertThat(routes.ask(tool + "1s", "print(1, flush=True)\nwhile True: pass"))
                .isEqualTo("1\n[stopped: the time limit was over]");
    }

    @Test
    void filesThatTheCodeMadeComeWithIt() {
        create();
        var answer = routes.exchange(
                        in("run/python", "&result=text&collect=made.txt,none.txt"),
                        "open('made.txt', 'w').write('by code')",
                        Map.of())
                .getMessage();
        assertThat((byte[]) answer.getHeader(DaytonaConstants.FILES, Map.class).get("made.txt"))
                .asString()
                .isEqualTo("by code");
        assertThat(answer.getHeader(DaytonaConstants.FILE_ERRORS, Map.class)).containsOnlyKeys("none.txt");
    }

    @Test
    void manyLeasesAtOnceLeaveNothing() {
        assumeThat(daytona.standIn()).isPresent();
        var template = routes.context().createProducerTemplate();
        var answers = IntStream.range(0, 20)
                .mapToObj(i -> template.asyncRequestBody("daytona:exec?waitTimeout=1m", "echo " + i, Map.class))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join()).containsEntry("stdout", i + "\n");
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> server().sandboxes().stream()
                        .allMatch(
                                sandbox -> sandbox.toString().contains("destroy") || server().runningPrograms() == 0));
    }
}
