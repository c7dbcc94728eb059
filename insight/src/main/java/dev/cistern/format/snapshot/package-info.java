/**
 * The snapshot file: a zip with {@code manifest.json} first and the members behind it in their
 * standard formats, so that any other tool opens them.
 */
@NullMarked
package dev.cistern.format.snapshot;

import org.jspecify.annotations.NullMarked;
