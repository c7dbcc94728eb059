@NullMarked
package dev.cistern.analysis.compare;

import org.jspecify.annotations.NullMarked;
