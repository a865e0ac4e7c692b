package dev.serai.items.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.Items;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class HostileCodeTest {

    /** Less of everything than usual, so that the tests are short. */
    private static final ScriptLimits LIMITS =
            limits(Duration.ofMillis(1500), 64L << 20, Duration.ofSeconds(20), 1L << 30);

    private static ScriptLimits limits(Duration cpu, long memory, Duration list, long total) {
        return new ScriptLimits(cpu, memory, 1_000_000, 4 << 20, list, total);
    }

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(LIMITS);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    private static final Scope SCOPE = Scope.of(Items.ofJson(List.of(Map.of("name", "Ada"))));

    private static Object code(String code) {
        return Session.with(sandbox, session -> session.code(code, SCOPE));
    }

    private static void fails(String code, ItemsError... expected) {
        assertThatThrownBy(() -> code(code))
                .as(code)
                .isInstanceOfSatisfying(
                        ItemsException.class,
                        e -> assertThat(e.error()).as(e.getMessage()).isIn((Object[]) expected));
        assertThat(code("return $json.name + 1")).isEqualTo("Ada1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;);",
                "try { while (true) {} } catch (e) { return 1 } finally { while (true) {} }",
                "const f = () => { for (;;) {} }; await f()",
                "Promise.resolve().then(() => { for (;;) {} }); return 1",
                "return { toJSON() { for (;;) {} } }",
                "return { get a() { for (;;) {} } }",
                "Array.from({ length: 1e9 }, (_, i) => i); return 1",
                "return Array(1e9).join('ab')",
                "return /^(a+)+\\1b$/.test('a'.repeat(40))",
                "return [3, 2, 1].sort(() => { for (;;) {} })",
                "return 'a'.replace(/a/, () => { for (;;) {} })",
                "return new Proxy({}, { ownKeys() { for (;;) {} } })",
                "const o = { get then() { for (;;) {} } }; return await o",
                "class A { constructor() { for (;;) {} } }; return new A()",
                "function* g() { for (;;) yield 1 } return [...g()].length",
                "const f = () => Promise.resolve().then(f); await f()",
                "async function f() { await null; return f() } await f()",
                "return /^(\\w+\\s?)*\\1$/.test('word '.repeat(40) + '!')",
                "const d = $getWorkflowStaticData('global'); d.toJSON = () => { for (;;) {} }; return 1",
                "return Buffer.from({ length: 1, get 0() { for (;;) {} } }).length",
                "const e = new Error(); Object.defineProperty(e, 'message', { get() { for (;;) {} } }); throw e.message",
                "return $jmespath([1], '@' + '||@'.repeat(100) + '&&' + Array(99).fill('@').join('&&')) && (() => { for (;;) {} })()",
            })
    void loopsEnd(String code) {
        fails(code, ItemsError.STATEMENTS, ItemsError.TIME, ItemsError.MEMORY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return 'x'.repeat(2 ** 28)",
                "let s = 'xxxxxxxx'; for (let i = 0; i < 40; i++) s += s; return s",
                "return 'a'.padEnd(2 ** 28).length",
                "const a = []; for (;;) a.push([1, 2, 3, 4, 5, 6, 7, 8])",
                "return new Array(2 ** 30).fill(0).length",
                "return new Uint8Array(500000000).length",
                "return new ArrayBuffer(1500000000).byteLength",
                "return [...Array(1e8).keys()].length",
                "const a = []; for (let i = 0; i < 1000; i++) a.push(('a'.repeat(3e6) + i).toUpperCase()); return a.length",
                "const m = new Map(); for (let i = 0; ; i++) m.set(i, 'x' + i)",
                "const f = () => f(); return f()",
                "let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return o",
                "return JSON.parse('['.repeat(1e5))",
                "return Buffer.alloc(1e9).length",
                "const a = []; for (;;) a.push(Buffer.alloc(1e6))",
                "const s = new Set(); for (let i = 0; ; i++) s.add({ i })",
                "const o = {}; for (let i = 0; ; i++) o['k' + i] = [i]",
                "return $jmespath([1], '['.repeat(1e5))",
                "const d = $getWorkflowStaticData('global'); d.a = 'x'.repeat(4e6); d.b = 'x'.repeat(4e6); return 1",
                "return require('crypto').randomBytes(1e9).length",
                "return $jmespath([1], '@' + '|[@,@]'.repeat(60))",
                "return $jmespath([1], '@' + '|[@[],@[]][]'.repeat(60))",
                "return $jmespath(['xxxxxxxx'], '@' + \"|[join('',@),join('',@)]\".repeat(60))",
                "return $jmespath([1], '(@' + '|[@,@]'.repeat(60) + ')==(@' + '|[@,@]'.repeat(60) + ')')",
                "return $jmespath([1], '@' + '|[@]'.repeat(2000))",
            })
    void whatGrowsIsStopped(String code) {
        fails(
                code,
                ItemsError.MEMORY,
                ItemsError.TIME,
                ItemsError.STATEMENTS,
                ItemsError.CODE,
                ItemsError.STATE,
                ItemsError.EXPRESSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "eval('1') ¦ NOT_AVAILABLE",
                "new Function('return 1')() ¦ NOT_AVAILABLE",
                "(() => {}).constructor('return 1')() ¦ NOT_AVAILABLE",
                "(async () => {}).constructor('return 1')() ¦ NOT_AVAILABLE",
                "Java.type('java.lang.System') ¦ CODE",
                "Polyglot.import('x') ¦ CODE",
                "load('http://127.0.0.1/') ¦ CODE",
                "await helpers.httpRequest({ url: 'http://127.0.0.1/' }) ¦ EXPRESSION",
                "await this.helpers.request('http://127.0.0.1/') ¦ EXPRESSION",
                "$helpers.httpRequest('http://127.0.0.1/') ¦ EXPRESSION",
                "require('crypto').createCipheriv('aes') ¦ EXPRESSION",
                "require('fs') ¦ EXPRESSION",
                "require.constructor('return 1')() ¦ NOT_AVAILABLE",
                "Buffer.from.constructor('return 1')() ¦ NOT_AVAILABLE",
                "Graal.versionECMAScript ¦ CODE",
                "quit() ¦ CODE",
                "readFully('/etc/passwd') ¦ CODE",
                "new Proxy({}, { get: Function }).x ¦ CODE",
                "Reflect.construct(Function, ['return 1'])() ¦ NOT_AVAILABLE",
                "new ShadowRealm().evaluate('1') ¦ CODE",
                "await import('fs') ¦ CODE",
                "java.lang.System.exit(1) ¦ CODE",
                "Packages.java.io.File ¦ CODE",
                "fetch('http://127.0.0.1/') ¦ EXPRESSION",
                "require('child_process') ¦ EXPRESSION",
                "process.env ¦ EXPRESSION",
                "$env.HOME ¦ ENV",
                "10n ** 100000000n ¦ SYNTAX",
                "BigInt(10) ¦ CODE",
                "await new Promise(() => {}) ¦ EXPRESSION",
                "setTimeout(() => 1, 1) ¦ EXPRESSION",
                "new Worker('x') ¦ CODE",
                "new WebAssembly.Module([]) ¦ CODE",
                "'a'.hash.constructor ¦ CODE",
            })
    void nothingIsReached(String expression, ItemsError error) {
        fails("const x = " + expression + "; return x.y.z", error);
    }

    @Test
    void errorsOfJavaShowNothingOfJava() {
        assertThat(
                        code(
                                "try { $('nobody').first() } catch (e) { return Object.keys(e).length + typeof e.getClass + typeof e.class }"))
                .isEqualTo("0undefinedundefined");
    }

    @Test
    void nothingIsLeftBehindForOthers() {
        code("""
                globalThis.leak = 1; leaked = 2; Array.prototype.leak = 3; Object.prototype.leak = 4; String.prototype.trim = () => 'x';
                JSON.stringify = () => '"x"'; Math.max = () => 7; DateTime.now = () => 8; Object.getPrototypeOf(async () => 1).leak = 9;
                $json.name = 'Bo'; try { DateTime.prototype.toISO = () => 'x' } catch (e) {} ; return 1""");
        assertThat(
                        code(
                                "return [typeof leak, typeof leaked, [].leak, ({}).leak, ' a '.trim(), Math.max(1, 2), JSON.stringify([1]), $json.name, typeof (async () => 1).leak, new DateTime(0, 'UTC').toISO()].join()"))
                .isEqualTo("undefined,undefined,,,a,2,[1],Ada,undefined,1970-01-01T00:00:00.000Z");
        assertThat(sandbox.contexts()).isPositive();
    }

    @Test
    void nestingOfTemplatesEnds() {
        assertThatThrownBy(() -> code("return " + "`${".repeat(20_000) + "1" + "}`".repeat(20_000)))
                .isInstanceOf(ItemsException.class);
    }

    @Test
    void theReadingOfAnErrorRunsNothing() {
        fails("throw { toString() { for (;;) {} } }", ItemsError.CODE);
        fails("throw { get message() { for (;;) {} } }", ItemsError.CODE);
        fails("throw new Proxy({}, { get() { for (;;) {} } })", ItemsError.CODE);
        fails("class A extends Error { get name() { for (;;) {} } } throw new A('a')", ItemsError.CODE);
    }

    /** Each closes the brackets around it, and would leave a name or a function with a memory of its own behind. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "}); let hoard = 1; (function(){",
                "}, (globalThis.hoard = 1), function(){",
                "}(0) || function(){",
                "const hoard = []; return () => hoard.push(1) }() || function(){",
                "}); const hoard = 1; throw 1; (function(){",
                "}); var hoard = 1; JSON.parse('{'); (function(){",
                "}); class hoard {} (async function(){",
                "}['x'] = function(){",
            })
    void codeStaysWithinItsBrackets(String code) {
        var before = sandbox.contexts();
        assertThatThrownBy(() -> code(code)).isInstanceOf(ItemsException.class);
        assertThat(code("return typeof hoard")).isEqualTo("undefined");
        assertThat(sandbox.contexts()).as("what has run it is not used again").isGreaterThan(before);
    }

    @Test
    void expressionsStayWithinTheirBrackets() {
        for (var code : List.of("1)}); let hoard = 1; (function(){return (1", "1)}() || function(){return (1")) {
            assertThatThrownBy(() -> Session.with(sandbox, session -> session.evaluate(code, SCOPE)))
                    .hasMessageContaining("ITEMS-101");
        }
        assertThat(code("return typeof hoard")).isEqualTo("undefined");
    }

    @Test
    void nothingIsRememberedUntilTheNextTime() {
        for (var code : List.of(
                "const own = arguments.callee; own.times = (own.times || 0) + 1; return own.times",
                "const own = arguments.callee.prototype; own.times = (own.times || 0) + 1; return own.times",
                "const own = arguments.callee; require('crypto'); own.times = (own.times || 0) + 1; return own.times",
                "const own = $input.all; own.times = (own.times || 0) + 1; return own.times",
                "const own = Object.getPrototypeOf(new Intl.Segmenter().segment('a')); own.times = (own.times || 0) + 1; return own.times",
                "try { $json.a.b.round() } catch (e) { const own = Object.getPrototypeOf(e); own.times = (own.times || 0) + 1; return own.times }")) {
            code("try {" + code + "} catch (e) {}");
            assertThat(code("try {" + code + "} catch (e) { return e.message }"))
                    .as(code)
                    .isNotEqualTo(2);
        }
        code("return /se(cr)et/.test('secret')");
        assertThat(code("return RegExp.$1 + RegExp.lastMatch + RegExp.input")).isEqualTo("");
    }

    @Test
    void toolsOfCodeStayWhatTheyAre() {
        code("""
                const { crypto, luxon, buffer } = { crypto: require('crypto'), luxon: require('luxon'), buffer: require('buffer') };
                const digest = Object.getPrototypeOf(crypto.createHash('md5'));
                for (const [one, name] of [[crypto, 'createHmac'], [luxon, 'DateTime'], [buffer, 'Buffer'], [digest, 'update']]) {
                  try { one[name] = () => 'stolen' } catch (e) {}
                  try { Object.defineProperty(one, name, { value: () => 'stolen' }) } catch (e) {}
                  try { delete one[name] } catch (e) {}
                }
                return 1""");
        assertThat(
                        code(
                                "return [require('crypto').createHmac('sha1', 'k').update('a').digest('hex').length, typeof require('luxon').DateTime.now().year, require('buffer').Buffer.from('a') + ''].join()"))
                .isEqualTo("40,number,a");
    }

    @Test
    void nothingIsLeftBehindByWhatOnlyCodeHas() {
        code("""
                for (const one of [Buffer, Buffer.prototype, TextEncoder.prototype, require, helpers, require('crypto'), require('luxon')]) {
                  try { one.leak = 1 } catch (e) {}
                  try { Object.defineProperty(one, 'leak', { value: 1 }) } catch (e) {}
                }
                try { Buffer.from = () => 'x' } catch (e) {}
                try { require('crypto').randomUUID = () => 'x' } catch (e) {}
                $json.__proto__.leak = 2; $input.first().__proto__.leak = 3; ({}).constructor.prototype.leak = 4; $input.leak = 5;
                this.leak = 6; this.helpers.leak = 7; return 1""");
        assertThat(
                        code(
                                "return [Buffer.leak, Buffer.prototype.leak, TextEncoder.prototype.leak, require.leak, typeof require('crypto').randomUUID().length, ({}).leak, $input.leak, this.leak, Buffer.from('a') + ''].join()"))
                .isEqualTo(",,,,number,,,,a");
    }

    @Test
    void aListEndsWhenAllItsItemsTogetherTakeTooLong() {
        var limits = limits(Duration.ofSeconds(10), 256L << 20, Duration.ofMillis(600), 1L << 30);
        var small = "(() => { let n = 0; for (let i = 0; i < 20000; i++) n += i; return n })()";
        try (var own = new Sandbox(limits)) {
            assertThatThrownBy(() -> Session.with(own, session -> {
                        for (int i = 0; i < 100_000; i++) {
                            session.evaluate(small, SCOPE);
                        }
                        return null;
                    }))
                    .isInstanceOfSatisfying(
                            ItemsException.class, e -> assertThat(e.error()).isEqualTo(ItemsError.LIST_TIME));
            // The next list begins anew.
            assertThat(Session.<Object>with(own, session -> session.evaluate("1 + 1", SCOPE)))
                    .isEqualTo(2);
        }
    }

    @Test
    void aListMayNotKeepMoreThanThereIs() {
        var limits = limits(Duration.ofSeconds(10), 256L << 20, Duration.ofSeconds(20), 8L << 20);
        try (var own = new Sandbox(limits);
                var session = own.open()) {
            for (int i = 0; i < 3; i++) {
                session.evaluate("'x'.repeat(2 ** 21)", SCOPE);
                session.keep();
            }
            session.evaluate("'x'.repeat(2 ** 21)", SCOPE);
            assertThatThrownBy(session::keep).hasMessageContaining("ITEMS-115").hasMessageContaining("8 MiB");
        }
    }

    @Test
    void ofAllThatRunsAtOnceTheLargestIsEnded() throws Exception {
        var limits = limits(Duration.ofSeconds(60), 4L << 30, Duration.ofSeconds(60), 48L << 20);
        var large = "const a = []; for (let i = 0; ; i = (i + 1) % 100) a[i] = 'x'.repeat(1e6) + i";
        try (var own = new Sandbox(limits)) {
            var other = new java.util.concurrent.atomic.AtomicBoolean(true);
            var small = CompletableFuture.supplyAsync(() -> {
                Object last = null;
                while (other.get()) {
                    last = Session.with(own, session -> session.code("return 1 + 1", SCOPE));
                }
                return last;
            });
            assertThatThrownBy(() -> Session.with(own, session -> session.code(large, SCOPE)))
                    .hasMessageContaining("ITEMS-115")
                    .hasMessageContaining("48 MiB");
            other.set(false);
            assertThat(small.get()).isEqualTo(2);
        }
    }

    @Test
    void whatIsEndedByAStopSaysSo() throws Exception {
        var own = new Sandbox(limits(Duration.ofSeconds(60), 4L << 30, Duration.ofSeconds(60), 4L << 30));
        var running = new java.util.concurrent.CountDownLatch(1);
        var scope = SCOPE;
        var end = CompletableFuture.supplyAsync(() -> Session.with(own, session -> {
            session.evaluate("1", scope);
            running.countDown();
            return session.code("return /^(a+)+\\1b$/.test('a'.repeat(40))", scope);
        }));
        running.await();
        own.close();
        assertThatThrownBy(end::join).hasMessageContaining("ITEMS-112");
    }

    @Test
    void classesOfErrorsMayStillNameThemselves() {
        assertThat(code("""
                class Mine extends Error { constructor(m) { super(m); this.name = 'Mine'; } }
                const o = {}; o.toString = () => 'own'; o.constructor = 1;
                try { throw new Mine('no'); } catch (e) { return e.name + e.message + o + o.constructor + (e instanceof Mine); }""")).isEqualTo("Minenoown1true");
    }

    @Test
    void manyAtOnceAreHeldApart() {
        var all = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return code(i % 2 == 0 ? "for (;;) {}" : "return " + i);
                    } catch (ItemsException e) {
                        return e.error();
                    }
                }))
                .toList();
        for (int i = 0; i < 6; i++) {
            if (i % 2 == 0) {
                // On a busy machine the time may be over first.
                assertThat(all.get(i).join()).isIn(ItemsError.STATEMENTS, ItemsError.TIME);
            } else {
                assertThat(all.get(i).join()).isEqualTo(i);
            }
        }
    }
}
