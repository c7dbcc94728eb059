/** Held to scripted evidence: profiles and timelines built event by event. */
@NullMarked
package dev.cistern.analysis;

import org.jspecify.annotations.NullMarked;
