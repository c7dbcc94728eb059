@NullMarked
package dev.cistern.format.elf;

import org.jspecify.annotations.NullMarked;
