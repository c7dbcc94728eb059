/** What every reader makes and every analysis reads; no input or output. */
@NullMarked
package dev.cistern.model;

import org.jspecify.annotations.NullMarked;
