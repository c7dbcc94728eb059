/**
 * Builds Go programs whose {@code sync.Pool} tells the execution trace of every Get and Put, with
 * no change to the program: {@code go build -overlay} replaces a few files of the standard library
 * by edited copies of the user's own.
 *
 * <p>{@link dev.cistern.collect.overlay.Overlay} makes the files, {@link
 * dev.cistern.collect.overlay.GoRun} runs a command with them and proves that the events are there.
 */
@NullMarked
package dev.cistern.collect.overlay;

import org.jspecify.annotations.NullMarked;
