/** Readers under Jazzer: {@code .ci/fuzz} by night, the kept inputs in every build. */
@NullMarked
package dev.cistern.fuzz;

import org.jspecify.annotations.NullMarked;
