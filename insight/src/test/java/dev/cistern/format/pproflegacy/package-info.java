/** Legacy profiles written by the tests, read, damaged and compared with the reference tool. */
@NullMarked
package dev.cistern.format.pproflegacy;

import org.jspecify.annotations.NullMarked;
