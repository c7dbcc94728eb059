/**
 * Cistern's pool as Jackson 2.18's recycler pool; needs {@code
 * com.fasterxml.jackson.core:jackson-core}.
 */
@NullMarked
package dev.cistern.pool.adapters.jackson2;

import org.jspecify.annotations.NullMarked;
