@NullMarked
package dev.cistern.format.source;

import org.jspecify.annotations.NullMarked;
