/**
 * Go execution traces of version 2, as Go 1.22 and later write them.
 *
 * <p>A file is a header and batches; each batch belongs to a generation, which has string and stack
 * tables and a clock of its own. {@link dev.cistern.format.gotrace.Container} finds the batches
 * without reading their bodies, {@link dev.cistern.format.gotrace.Merge} puts the events of a
 * generation's threads into one order, {@link dev.cistern.format.gotrace.Story} makes intervals of
 * them. The format's page is {@code docs/formats/gotrace.md}.
 */
@NullMarked
package dev.cistern.format.gotrace;

import org.jspecify.annotations.NullMarked;
