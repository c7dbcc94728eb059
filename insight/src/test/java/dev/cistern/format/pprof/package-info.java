/** profile.proto: held to hand-made messages, to other writers' oddities and to damage. */
@NullMarked
package dev.cistern.format.pprof;

import org.jspecify.annotations.NullMarked;
