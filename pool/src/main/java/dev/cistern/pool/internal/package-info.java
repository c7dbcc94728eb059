/** The pool's inside; not exported, and may change in any release. */
@NullMarked
package dev.cistern.pool.internal;

import org.jspecify.annotations.NullMarked;
