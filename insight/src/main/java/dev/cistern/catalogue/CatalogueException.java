package dev.cistern.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** A user's files are not as the schema promises; all mistakes are told together. */
public final class CatalogueException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Mistake> mistakes;

  public CatalogueException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
