/**
 * The reader of profile.proto, as Go 1.10 and later and many other runtimes write it.
 *
 * <p>Shape: while one thread inflates the file, {@link dev.cistern.format.pprof.Outline} walks over
 * what has come: it notes where the tables' records stand, makes the strings, and holds the samples
 * as {@link dev.cistern.format.pprof.SampleRecords}, for the tables they refer to stand behind
 * them. Then {@link dev.cistern.format.pprof.Decoder} resolves locations in the order of the file
 * while a second thread tells equal location lists and makes the label sets, and maps the records:
 * mostly all lists at once ({@link dev.cistern.format.pprof.StackLists}). What finds no room is
 * resolved when a sample first asks for it. Nothing is allocated by a figure that stands in the
 * file; {@link dev.cistern.format.pprof.Budget} bounds what the records may cost together.
 */
@NullMarked
package dev.cistern.format.pprof;

import org.jspecify.annotations.NullMarked;
