/** The command line: parses arguments, calls the rest, prints; no logic. */
@NullMarked
package dev.cistern.cli;

import org.jspecify.annotations.NullMarked;
