/** Cistern's buffers beneath Netty's allocator; needs {@code io.netty:netty-buffer}. */
@NullMarked
package dev.cistern.pool.adapters.netty;

import org.jspecify.annotations.NullMarked;
