/** Tests of the house itself: imports, tidiness, and the tools that tests borrow. */
@NullMarked
package dev.cistern.house;

import org.jspecify.annotations.NullMarked;
