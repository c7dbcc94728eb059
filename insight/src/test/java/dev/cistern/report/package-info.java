/** Reports are written from results made by hand, read back and looked at in a browser. */
@NullMarked
package dev.cistern.report;

import org.jspecify.annotations.NullMarked;
