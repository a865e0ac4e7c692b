package dev.serai.n8n.convert;

/** Makes steps of a node. There is one for each family of nodes; {@link Converters} is the table of them. */
@FunctionalInterface
interface Converter {

    Conversion convert(Work work);
}
