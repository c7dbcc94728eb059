@NullMarked
package dev.cistern.analysis.filter;

import org.jspecify.annotations.NullMarked;
