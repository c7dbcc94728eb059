/** Snapshot files: written, read back, forged and broken. */
@NullMarked
package dev.cistern.format.snapshot;

import org.jspecify.annotations.NullMarked;
