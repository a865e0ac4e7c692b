package dev.serai.offline.supabase.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestEmbedTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeTables() {
        supabase.sql("""
                create table people(id int primary key, name text, boss int references people);
                create table passports(person int primary key references people, number text);
                create table films(id int primary key, title text,
                  director int constraint directed references people, writer int constraint written references people);
                create table genres(id int primary key, word text);
                create table film_genres(film int references films, genre int references genres,
                  primary key (film, genre));
                create table alone(id int);
                create view film_titles as select id, title from films;
                insert into people values (1, 'Ann', null), (2, 'Bob', 1), (3, 'Cy', 1);
                insert into passports values (1, 'P1');
                insert into films values (1, 'One', 1, 2), (2, 'Two', 2, 2), (3, 'Three', null, null);
                insert into genres values (1, 'noir'), (2, 'war');
                insert into film_genres values (1, 1), (1, 2), (2, 2);
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/films?id=eq.1&select=title,director(name) | [{'title':'One','director':{'name':'Ann'}}]",
                "/films?id=eq.1&select=people!directed(name) | [{'people':{'name':'Ann'}}]",
                "/films?id=eq.1&select=by:people!written(name) | [{'by':{'name':'Bob'}}]",
                "/films?id=eq.3&select=title,director(name) | [{'title':'Three','director':null}]",
                "/people?id=eq.2&select=films!written(title) | [{'films':[{'title':'One'},{'title':'Two'}]}]",
                "/people?id=eq.3&select=films!written(title) | [{'films':[]}]",
                "/people?id=eq.1&select=passports(number) | [{'passports':{'number':'P1'}}]",
                "/passports?select=people(name) | [{'people':{'name':'Ann'}}]",
                "/people?id=eq.2&select=boss(name) | [{'boss':{'name':'Ann'}}]",
                "/people?id=eq.1&select=staff:people!boss(name) | [{'staff':[{'name':'Bob'},{'name':'Cy'}]}]",
                "/films?id=eq.1&select=genres(word) | [{'genres':[{'word':'noir'},{'word':'war'}]}]",
                "/genres?id=eq.2&select=films(title) | [{'films':[{'title':'One'},{'title':'Two'}]}]",
                "/films?select=id,genres!inner(word)&genres.word=eq.noir | [{'id':1,'genres':[{'word':'noir'}]}]",
                "/films?select=id,director!inner(name)&director.name=eq.Bob | [{'id':2,'director':{'name':'Bob'}}]",
                "/films?select=id,director!inner()&director.name=eq.Bob | [{'id':2}]",
                "/films?select=id,director(name)&director=is.null | [{'id':3,'director':null}]",
                "/films?select=id,director()&director=not.is.null&order=id | [{'id':1},{'id':2}]",
                "/films?select=id,director(id),genres()&or=(director.is.null,genres.is.null) | [{'id':3,'director':null}]",
                "/films?id=eq.1&select=title,...director(by:name) | [{'title':'One','by':'Ann'}]",
                "/films?id=eq.1&select=id,...genres(word) | [{'id':1,'word':['noir','war']}]",
                "/films?id=eq.1&select=genres(word)&genres.order=word.desc&genres.limit=1 | [{'genres':[{'word':'war'}]}]",
                "/films?id=eq.1&select=genres(word)&genres.or=(word.eq.war,id.eq.9) | [{'genres':[{'word':'war'}]}]",
                "/films?select=id,director(name)&order=director(name).desc.nullslast | [{'id':2,'director':{'name':'Bob'}},"
                        + "{'id':1,'director':{'name':'Ann'}},{'id':3,'director':null}]",
                "/genres?id=eq.1&select=films(director(name,passports(number))) |"
                        + " [{'films':[{'director':{'name':'Ann','passports':{'number':'P1'}}}]}]"
            })
    void relatedRowsComeAlong(String path, String rows) {
        assertThat(Rest.of(supabase.server()).get(path)).hasToString("200 " + rows.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "/films?select=people(name), 300, PGRST201",
        "/films?select=alone(id), 400, PGRST200",
        "/films?select=genres!wrong(id), 400, PGRST200",
        "/films?select=id&genres.word=eq.x, 400, PGRST108",
        "/films?select=genres(id)&order=genres(word), 400, PGRST118",
        "/film_titles?select=genres(id), 501, STANDIN"
    })
    void whatCannotBeRelatedIsSaid(String path, int status, String code) {
        var answer = Rest.of(supabase.server()).get(path);
        assertThat(answer.status() + " " + answer.code()).as(answer.toString()).isEqualTo(status + " " + code);
    }

    @Test
    void ambiguityNamesTheWays() {
        assertThat(Rest.of(supabase.server())
                        .get("/films?select=people(name)")
                        .json()
                        .path("hint")
                        .asText())
                .contains("'people!directed', 'people!written'");
    }

    @Test
    void countsHeedInnerJoins() {
        var answer = Rest.of(supabase.server())
                .prefer("count=exact")
                .get("/films?select=id,genres!inner(id)&genres.word=eq.war&limit=1");
        assertThat(answer.header("Content-Range")).isEqualTo("0-0/2");
    }

    @Test
    void changedRowsBringRelatedOnes() {
        assertThat(Rest.of(supabase.server())
                        .prefer("return=representation")
                        .patch("/films?id=eq.2&select=title,genres(word)", "{\"title\":\"2\"}"))
                .hasToString("200 [{\"title\":\"2\",\"genres\":[{\"word\":\"war\"}]}]");
        supabase.sql("update films set title = 'Two' where id = 2");
    }
}
