/** The pool's parts, held to what the whole relies on. */
@NullMarked
package dev.cistern.pool.internal;

import org.jspecify.annotations.NullMarked;
