/** The text that {@code go test -bench} writes, one run or many, of one package or many. */
@NullMarked
package dev.cistern.format.gobench;

import org.jspecify.annotations.NullMarked;
