package dev.cistern.catalogue;

import dev.cistern.model.Language;
import java.util.List;
import java.util.Locale;

/**
 * What is known of library functions beyond pools.
 *
 * @param kind which table it stands in
 * @param language whose
 * @param functions full names; a {@link Kind#LIBRARY} has prefixes of full names instead
 * @param what in a word or two what happens there
 * @param text what to do about it, or of which argument; empty where nothing is said
 * @param inside prefixes of the functions between the fact's own and its direct user
 * @param origin the file it comes from
 */
public record Fact(
    Kind kind,
    Language language,
    List<String> functions,
    String what,
    String text,
    List<String> inside,
    String origin) {

  /** The tables; the name in lower case is the table's name in the file. */
  public enum Kind {
    /** Returns memory shared with its receiver or argument. */
    VIEW,
    /** Grows its receiver or argument. */
    GROW,
    /** Returns what must be closed. */
    CLOSE,
    /** Starts a goroutine or thread. */
    SPAWN,
    /** Keeps an argument beyond the call. */
    KEEP,
    /** A type whose values are given to a function for the time of its call only. */
    LEND,
    /** Builds what is made to be shared. */
    BUILD,
    /** Allocates for a plain cause; {@code text} is the advice. */
    CAUSE,
    /** Runs at the root of a goroutine or thread that stands for something open. */
    TASK,
    /** Is the allocator itself. */
    ALLOCATOR,
    /** Code that is nobody's application; {@code functions} are prefixes. */
    LIBRARY;

    /** The table's name in the file. */
    public String table() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
