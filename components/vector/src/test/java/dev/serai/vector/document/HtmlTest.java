package dev.serai.vector.document;

import static dev.serai.vector.document.Samples.parse;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void pageIsReadLikeAReaderSeesIt() throws Exception {
        var document = parse("""
                <!doctype html><html lang="en"><head><title>Pumps  &amp; hoses</title><style>p{}</style></head><body>
                <nav><a href="/">Home</a></nav><header>Logo</header>
                <script>alert('x')</script><p hidden>unseen</p><p style="display: none">trap</p>
                <div>Before <b>the</b>
                heading.</div>
                <h1>Pumps</h1><p>First<br>line two</p><ul><li>one</li><li>two <i>three</i></li></ul>
                <h2>Repair</h2><pre>a
                  b</pre><table><tr><th>Name</th><th>Price</th></tr><tr><td><p>P</p></td><td>3</td></tr></table>
                <footer>Imprint</footer></body></html>""", null);

        assertThat(document.mediaType()).isEqualTo("text/html");
        assertThat(document.title()).isEqualTo("Pumps & hoses");
        assertThat(document.metadata()).containsEntry("language", "en");
        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of(), "Before the heading.", null),
                        new Section(List.of("Pumps"), "First\nline two\n\n- one\n- two three", null),
                        new Section(List.of("Pumps", "Repair"), "a\n  b\n\nName | Price\nP | 3", null));
    }

    @Test
    void mainPartIsEnough() throws Exception {
        var document = parse("<html><body><div>Ads</div><main><h1>A</h1>b</main></body></html>", "a.html");

        assertThat(document.sections()).containsExactly(new Section(List.of("A"), "b", null));
        assertThat(document.title()).isEqualTo("A");
    }

    @Test
    void tableThatArrangesAPageIsNoTable() throws Exception {
        var document = parse(
                "<table><tr><td><nav>Menu</nav></td><td><h1>A</h1><p>b</p><table><tr><td>x<b>y</b><br>z</td><td>w</td></tr>"
                        + "</table></td></tr></table><header><h1>B</h1></header>c",
                "a.html");

        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of("A"), "b\n\nxy z | w", null), new Section(List.of("B"), "c", null));
    }

    @Test
    void charsetIsTheDeclaredOneElseGuessed() throws Exception {
        for (var charset : List.of("UTF-8", "windows-1252")) {
            assertThat(parse("<p>Köln</p>".getBytes(Charset.forName(charset)), "a.html")
                            .sections()
                            .get(0)
                            .text())
                    .isEqualTo("Köln");
        }
        var declared = "<meta charset=\"iso-8859-2\"><p>Łódź</p>".getBytes(Charset.forName("ISO-8859-2"));
        assertThat(parse(declared, "a.html").sections().get(0).text()).isEqualTo("Łódź");
    }
}
