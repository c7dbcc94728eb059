/** What hostile and broken files do to a reader: one harness for every format. */
@NullMarked
package dev.cistern.damage;

import org.jspecify.annotations.NullMarked;
