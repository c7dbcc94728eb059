/** Go traces: held to the reference's answers, to hand-written traces and to damage. */
@NullMarked
package dev.cistern.format.gotrace;

import org.jspecify.annotations.NullMarked;
