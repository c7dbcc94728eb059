@NullMarked
package dev.cistern.collect;

import org.jspecify.annotations.NullMarked;
