/** A few mutants of the healthy examples, the same each time. */
@NullMarked
package dev.cistern.bench.mutants;

import org.jspecify.annotations.NullMarked;
