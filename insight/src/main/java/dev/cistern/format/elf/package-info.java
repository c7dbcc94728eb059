/** Reads the names of variables from an executable: {@link dev.cistern.format.elf.ElfVariables}. */
@NullMarked
package dev.cistern.format.elf;

import org.jspecify.annotations.NullMarked;
