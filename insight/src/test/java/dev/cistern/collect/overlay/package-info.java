@NullMarked
package dev.cistern.collect.overlay;

import org.jspecify.annotations.NullMarked;
