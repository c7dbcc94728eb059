/**
 * Cistern's pool as commons-pool2's object pools; needs {@code org.apache.commons:commons-pool2}.
 */
@NullMarked
package dev.cistern.pool.adapters.commons;

import org.jspecify.annotations.NullMarked;
