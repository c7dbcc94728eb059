package dev.cistern.model;

import java.util.Optional;

/** Finds the source that evidence speaks of. */
@FunctionalInterface
public interface SourceFiles {
  /**
   * The source of a function.
   *
   * @param file as the evidence names it: an absolute path of another machine, a module's path, or
   *     a bare file name
   * @param function the full name, which tells the package where the file's name does not
   * @param language whose
   * @return nothing where no file fits, or more than one does
   */
  Optional<SourceText> find(String file, String function, Language language);
}
