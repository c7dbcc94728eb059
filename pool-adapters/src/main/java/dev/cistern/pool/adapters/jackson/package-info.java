/** Cistern's pool as Jackson 3's recycler pool; needs {@code tools.jackson.core:jackson-core}. */
@NullMarked
package dev.cistern.pool.adapters.jackson;

import org.jspecify.annotations.NullMarked;
