/**
 * What every reader makes and every analysis reads.
 *
 * <p>Evidence comes in three shapes: a {@link dev.cistern.model.Profile} (sampled totals in
 * columns), a {@link dev.cistern.model.Timeline} (events in time order, streamed through one reused
 * {@link dev.cistern.model.Event} cursor) and a {@link dev.cistern.model.RuntimeState} (facts at
 * one moment). One file read is an {@link dev.cistern.model.Evidence}; several of one window are a
 * {@link dev.cistern.model.Snapshot}. Analyses turn them into results and {@link
 * dev.cistern.model.Finding findings}, which reports show. Nothing here does I/O.
 */
@NullMarked
package dev.cistern.model;

import org.jspecify.annotations.NullMarked;
