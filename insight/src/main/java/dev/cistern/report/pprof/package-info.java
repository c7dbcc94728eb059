/** Profiles as gzipped profile.proto, for {@code go tool pprof} and all that read its files. */
@NullMarked
package dev.cistern.report.pprof;

import org.jspecify.annotations.NullMarked;
