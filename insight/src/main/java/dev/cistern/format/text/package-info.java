/** Reading texts line by line, for every format that is one. */
@NullMarked
package dev.cistern.format.text;

import org.jspecify.annotations.NullMarked;
