/** Outputs of perf script, written by the tests or by processes that they start. */
@NullMarked
package dev.cistern.format.perf;

import org.jspecify.annotations.NullMarked;
