/** The pool held to what it promises. */
@NullMarked
package dev.cistern.pool;

import org.jspecify.annotations.NullMarked;
