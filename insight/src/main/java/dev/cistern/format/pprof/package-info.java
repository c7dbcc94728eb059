/**
 * The reader of profile.proto, as Go 1.10 and later and many other runtimes write it.
 *
 * <p>Shape: the file is inflated, then {@link dev.cistern.format.pprof.Outline} walks its top level
 * once and notes where every record stands, then {@link dev.cistern.format.pprof.Decoder} goes
 * through the samples and resolves locations, functions and strings as they are first used. Nothing
 * is allocated by a figure that stands in the file; {@link dev.cistern.format.pprof.Budget} bounds
 * what the records may cost together.
 */
@NullMarked
package dev.cistern.format.pprof;

import org.jspecify.annotations.NullMarked;
