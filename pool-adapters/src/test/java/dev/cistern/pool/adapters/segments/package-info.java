/** Memory segments in a buffer pool: an example to copy, held to work. */
@NullMarked
package dev.cistern.pool.adapters.segments;

import org.jspecify.annotations.NullMarked;
