/** The lines that a Go program prints for each collection with {@code GODEBUG=gctrace=1}. */
@NullMarked
package dev.cistern.format.gctrace;

import org.jspecify.annotations.NullMarked;
