package dev.serai.vector.lucene;

import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * Metadata as terms of one field. A field for each name would let documents with many names fill the memory, since Lucene
 * keeps every field's description there.
 */
final class MetadataTerms {

    /** The field. */
    static final String FIELD = "metadata";

    private static final int MOST = 1_000;
    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 8;
    private static final double LAST_EXACT = 1L << 53;

    private MetadataTerms() {}

    static Set<String> of(Map<String, Object> metadata) {
        var terms = new LinkedHashSet<String>();
        metadata.forEach((name, value) -> add(terms, name, value, 0));
        return terms;
    }

    private static void add(Set<String> terms, String name, Object value, int depth) {
        if (terms.size() > MOST || depth > DEEPEST) {
            throw new VectorException(
                    VectorError.BAD_OPTION,
                    "the metadata of a chunk has more than " + MOST + " values or " + DEEPEST + " levels",
                    "Keep less beside the text.",
                    null);
        }
        if (value instanceof Map<?, ?> map) {
            terms.add(there(name));
            map.forEach((inner, of) -> add(terms, name + "." + inner, of, depth + 1));
        } else if (value instanceof Collection<?> values) {
            terms.add(there(name));
            values.forEach(one -> add(terms, name, one, depth + 1));
        } else if (value != null) {
            terms.add(there(name));
            terms.add(term(name, value));
        }
    }

    static String there(String name) {
        return clean(name) + "\u0000e";
    }

    /** Equal values have equal terms, and greater numbers have greater terms. */
    static String term(String name, Object value) {
        if (value instanceof Number number) {
            return prefix(name, number) + sortable(number.doubleValue()) + exact(number);
        }
        var text = value.toString();
        if (text.length() > LONGEST) {
            throw new VectorException(
                    VectorError.BAD_OPTION,
                    "the value of '" + name + "' has " + text.length() + " characters, and metadata may have "
                            + LONGEST,
                    "Keep long texts in the document.",
                    null);
        }
        return prefix(name, value) + text;
    }

    /** What the terms of all values of this kind begin with. */
    static String prefix(String name, Object value) {
        var kind = value instanceof Number ? "n" : value instanceof Boolean ? "b" : "s";
        return clean(name) + "\u0000" + kind;
    }

    static BytesRef bytes(String term) {
        return new BytesRef(term);
    }

    private static String sortable(double value) {
        // -0.0 and 0.0 are the same number
        var bits = NumericUtils.doubleToSortableLong(value == 0 ? 0.0 : value) ^ Long.MIN_VALUE;
        return hex(bits);
    }

    private static String hex(long bits) {
        var hex = Long.toHexString(bits);
        return "0".repeat(16 - hex.length()) + hex;
    }

    /** Beyond this a double does not tell whole numbers apart, and long identifiers are whole numbers. */
    private static String exact(Number number) {
        return Math.abs(number.doubleValue()) < LAST_EXACT ? "" : hex(number.longValue() ^ Long.MIN_VALUE);
    }

    private static String clean(String name) {
        if (name.isEmpty() || name.length() > 200 || name.indexOf('\u0000') >= 0) {
            throw new VectorException(
                    VectorError.BAD_OPTION,
                    "a metadata name has " + name.length() + " characters or a zero character in it",
                    "Use names of 1 to 200 characters.",
                    null);
        }
        return name;
    }
}
