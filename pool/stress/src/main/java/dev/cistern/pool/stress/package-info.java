/** The pool under contention, for long: jcstress tests and a soak. */
@NullMarked
package dev.cistern.pool.stress;

import org.jspecify.annotations.NullMarked;
