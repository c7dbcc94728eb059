package dev.cistern.lint.lower.java;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.lint.flow.Knowledge;
import java.util.Set;

/** What is known of Java libraries: their types, and what takes, gives back and opens. */
public final class JavaFacts {
  private final Library library = new Library();
  private final Knowledge knowledge;

  /** Takes the users' own pools from the catalogue. */
  public JavaFacts(Catalogue catalogue) {
    this.knowledge = Knowledge.jvm(catalogue, library.takes(), library.gives(), library.opens());
  }

  Library library() {
    return library;
  }

  public Knowledge knowledge() {
    return knowledge;
  }

  /** Words of which one stands in every text that concerns a known pool. */
  public Set<String> words() {
    return Set.of(
        "io.netty",
        "java.sql.",
        "javax.sql.",
        "jedis",
        "com.zaxxer",
        "dbcp2",
        "c3p0",
        "dev.cistern.pool",
        "borrowObject(",
        "returnObject(",
        "invalidateObject(",
        "returnResource(",
        "returnBrokenResource(",
        "LockFreePool(");
  }

  /** The types whose methods take from a pool or give back to it. */
  public Set<String> poolTypes() {
    return library.takenFrom();
  }

  /** The types of pools that a call should not make its own of. */
  public Set<String> pools() {
    return library.pools();
  }
}
