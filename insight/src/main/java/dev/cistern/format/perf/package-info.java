/** The text that {@code perf script} makes of a recording of Linux perf. */
@NullMarked
package dev.cistern.format.perf;

import org.jspecify.annotations.NullMarked;
