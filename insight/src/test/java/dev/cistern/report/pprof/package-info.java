/** Written profiles: read back, and opened by the reference tool. */
@NullMarked
package dev.cistern.report.pprof;

import org.jspecify.annotations.NullMarked;
