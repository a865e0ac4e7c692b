package dev.serai.vector.lucene;

import dev.serai.support.vector.Filter;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/** Filters as Lucene's queries. */
final class FilterQueries {

    private FilterQueries() {}

    /** The chunks that a filter leaves. */
    static Query chunks(Filter filter) {
        var all = new TermQuery(new Term(Fields.KIND, Fields.CHUNK));
        if (filter == null || filter.equals(Filter.ALL)) {
            return all;
        }
        return new BooleanQuery.Builder()
                .add(all, Occur.FILTER)
                .add(query(filter), Occur.FILTER)
                .build();
    }

    private static Query query(Filter filter) {
        if (filter instanceof Filter.Compare compare) {
            return compare(compare);
        }
        if (filter instanceof Filter.In in) {
            return in(in.name(), in.values());
        }
        if (filter instanceof Filter.Exists exists) {
            return exists.exists() ? there(exists.name()) : not(there(exists.name()));
        }
        if (filter instanceof Filter.And and) {
            return all(and.filters(), Occur.FILTER);
        }
        if (filter instanceof Filter.Or or) {
            return or.filters().isEmpty() ? new MatchNoDocsQuery() : all(or.filters(), Occur.SHOULD);
        }
        return not(query(((Filter.Not) filter).filter()));
    }

    private static Query all(List<Filter> filters, Occur occur) {
        var query = new BooleanQuery.Builder();
        if (filters.isEmpty()) {
            query.add(new TermQuery(new Term(Fields.KIND, Fields.CHUNK)), Occur.FILTER);
        }
        filters.forEach(filter -> query.add(query(filter), occur));
        return query.build();
    }

    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.KIND, Fields.CHUNK)), Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }

    private static Query there(String name) {
        return isField(name)
                ? new TermQuery(new Term(Fields.KIND, Fields.CHUNK))
                : new TermQuery(new Term(MetadataTerms.FIELD, MetadataTerms.there(name)));
    }

    private static Query in(String name, Collection<Object> values) {
        if (values.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        var terms = values.stream().map(value -> bytes(name, value)).toList();
        return new TermInSetQuery(field(name), terms);
    }

    private static Query compare(Filter.Compare compare) {
        var name = compare.name();
        var value = bytes(name, compare.value());
        return switch (compare.comparison()) {
            case EQ -> new TermQuery(new Term(field(name), value));
            case NE ->
                new BooleanQuery.Builder()
                        .add(there(name), Occur.FILTER)
                        .add(new TermQuery(new Term(field(name), value)), Occur.MUST_NOT)
                        .build();
            case PREFIX -> new PrefixQuery(new Term(field(name), value));
            case GT -> new TermRangeQuery(field(name), value, end(name, compare.value()), false, false);
            case GTE -> new TermRangeQuery(field(name), value, end(name, compare.value()), true, false);
            case LT -> new TermRangeQuery(field(name), start(name, compare.value()), value, true, false);
            case LTE -> new TermRangeQuery(field(name), start(name, compare.value()), value, true, true);
        };
    }

    private static boolean isField(String name) {
        return name.equals(Fields.ID) || name.equals(Fields.SOURCE);
    }

    private static String field(String name) {
        return isField(name) ? name : MetadataTerms.FIELD;
    }

    private static BytesRef bytes(String name, Object value) {
        return new BytesRef(isField(name) ? String.valueOf(value) : MetadataTerms.term(name, value));
    }

    private static BytesRef start(String name, Object value) {
        return isField(name) ? null : new BytesRef(MetadataTerms.prefix(name, value));
    }

    /** Behind the last term of this name and kind. */
    private static BytesRef end(String name, Object value) {
        if (isField(name)) {
            return null;
        }
        var end = new BytesRef(MetadataTerms.prefix(name, value));
        end.bytes[end.offset + end.length - 1]++;
        return end;
    }
}
