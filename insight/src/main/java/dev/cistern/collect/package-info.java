/**
 * Takes the evidence of one window from a live process into a snapshot file: {@link
 * dev.cistern.collect.GoCollection} over {@code /debug/pprof}, {@link
 * dev.cistern.collect.JvmCollection} by process id.
 */
@NullMarked
package dev.cistern.collect;

import org.jspecify.annotations.NullMarked;
