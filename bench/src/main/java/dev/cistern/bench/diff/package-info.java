/** How well {@code cistern diff} tells a change from noise, on real recordings. */
@NullMarked
package dev.cistern.bench.diff;

import org.jspecify.annotations.NullMarked;
