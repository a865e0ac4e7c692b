package dev.serai.vector.document;

import java.nio.charset.Charset;

/**
 * A document before it is read.
 *
 * @param charset what its sender declared, or null
 */
record Source(byte[] bytes, Format format, Charset charset) {}
