@NullMarked
package dev.cistern.cli;

import org.jspecify.annotations.NullMarked;
