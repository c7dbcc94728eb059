/**
 * A pool of reusable objects: {@link dev.cistern.pool.Pool} is the way in.
 *
 * <p>Start with {@link dev.cistern.pool.Pool#builder}, take objects with {@link
 * dev.cistern.pool.Pool#with} or {@link dev.cistern.pool.Pool#lease}.
 */
@NullMarked
package dev.cistern.pool;

import org.jspecify.annotations.NullMarked;
