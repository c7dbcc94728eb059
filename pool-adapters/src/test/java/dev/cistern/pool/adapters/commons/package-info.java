/** The adapters held to the contracts of those they stand in for. */
@NullMarked
package dev.cistern.pool.adapters.commons;

import org.jspecify.annotations.NullMarked;
