/** Faults put into healthy pool code, and healthy code rewritten: what lint makes of both. */
@NullMarked
package dev.cistern.bench.mutants;

import org.jspecify.annotations.NullMarked;
