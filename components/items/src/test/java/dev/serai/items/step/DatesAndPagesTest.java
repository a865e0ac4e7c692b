package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsOperation;
import dev.serai.support.json.Json;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates that are calculated, and pages that are read. */
class DatesAndPagesTest extends StepCase {

    @Test
    void datesAreCalculated() throws Exception {
        var input = "{\"d\":\"2024-01-31T10:00:00.000Z\"}";
        date("\"2024-02-29T11:00:00.000+01:00\"", "newDate", input, "add", o -> {
            o.setAmount("1");
            o.setUnit("months");
        });
        date("\"2024-01-29T11:00:00.000+01:00\"", "newDate", input, "subtract", o -> o.setAmount("={{ 2 }}"));
        date("\"31.01.2024 11:00\"", "x", input, "format", o -> {
            o.setFormat("dd.MM.yyyy HH:mm");
            o.setInto("x");
        });
        date("5", "datePart", input, "extract", o -> o.setUnit("week"));
        date("\"2024-02-01T00:00:00.000+01:00\"", "roundedDate", input, "round", o -> {
            o.setUnit("month");
            o.setRound("up");
        });
        date("{\"days\":1,\"hours\":2}", "timeDifference", input, "diff", o -> {
            o.setEnd("2024-02-01T12:00:00Z");
            o.setUnit("days, hours");
        });
        date("\"2023-05-03T00:00:00.000+02:00\"", "newDate", "{\"d\":\"3/5/2023\"}", "add", o -> {
            o.setFromFormat("d/M/yyyy");
            o.setAmount("0");
        });
        fails(
                ItemsError.NO_DATE,
                ItemsOperation.DATE_TIME,
                o -> {
                    o.setAction("round");
                    o.setValue("soon");
                },
                "{}");
    }

    private static void date(
            String expected, String field, String input, String action, Consumer<ItemsConfiguration> more)
            throws Exception {
        var outputs = run(
                ItemsOperation.DATE_TIME,
                o -> {
                    o.setAction(action);
                    o.setValue("={{ $json.d }}");
                    more.accept(o);
                },
                input);
        assertThat(normal(Json.tree(outputs.get(0).get(0).json().get(field)))).isEqualTo(normal(Json.read(expected)));
    }

    @Test
    void pagesAreReadByCss() throws Exception {
        gives(
                "[{\"title\":\"Hello  World\",\"links\":[\"/a\",null],\"inner\":\"<i>x</i>\",\"none\":\"\"}]"
                        .replace("  ", " "),
                ItemsOperation.HTML_EXTRACT,
                o -> {
                    o.setField("page");
                    o.getExtract().put("title", "h1");
                    o.getExtract().put("links", "a@href[]");
                    o.getExtract().put("inner", "p@html");
                    o.getExtract().put("none", ".nope");
                },
                "{\"page\":\"<h1>Hello <b> World</b></h1><a href='/a'>1</a><a>2</a><p><i>x</i></p>\"}");
        fails(
                ItemsError.BAD_OPTION,
                ItemsOperation.HTML_EXTRACT,
                o -> o.getExtract().put("x", "a[["),
                "{}");
        fails(
                ItemsError.NO_FILE,
                ItemsOperation.HTML_EXTRACT,
                o -> o.getExtract().put("x", "a"),
                "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '|',
            value = {
                "[class~=b] ¦ 2",
                "p[class~='b'] ¦ 2",
                "p[ class ~= \"b\" ] ¦ 2",
                "[class~=a.c] ¦ 3",
                "[class~=(a+)+$] ¦ ",
                "[class=bb] ¦ 1",
            })
    void anAttributeIsComparedByItsWords(String selector, String expected) {
        var html = "{\"h\":\"<p class='bb'>1</p><p class='a b'>2</p><p class='a.c'>3</p><p class='abc'>4</p>\"}";
        var found = run(
                ItemsOperation.HTML_EXTRACT,
                o -> {
                    o.setField("h");
                    o.getExtract().put("t", selector);
                },
                html);
        assertThat(found.get(0).get(0).json().get("t")).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p:matches((a+)+$)", "p:matchesOwn(a)", "p:MATCHESTEXT(a)", "[class~=(a+)+$ i]"})
    void aSelectorHasNoPatterns(String selector) {
        fails(
                ItemsError.BAD_OPTION,
                ItemsOperation.HTML_EXTRACT,
                o -> o.getExtract().put("t", selector),
                "{\"data\":\"<p>a</p>\"}");
    }
}
