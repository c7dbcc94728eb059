package dev.cistern.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a catalogue file and their keys: the reader and the published schema follow it. */
final class Shape {
  /** The version a file may state. */
  static final int VERSION = 1;

  /** What a key holds. */
  enum Holds {
    TEXT("a string"),
    TEXTS("a list of strings"),
    LANGUAGE("\"go\" or \"jvm\"");

    final String words;

    Holds(String words) {
      this.words = words;
    }
  }

  /** One key of a table. */
  record Key(String name, Holds holds, boolean required, String description) {}

  /** One table, which may stand any number of times. */
  record Table(String name, String description, List<Key> keys) {
    Optional<Key> key(String wanted) {
      return keys.stream().filter(key -> key.name().equals(wanted)).findFirst();
    }
  }

  static final List<Table> TABLES = tables();

  private Shape() {}

  static Optional<Table> table(String name) {
    return TABLES.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  private static List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    tables.add(new Table("pool", "A known pool.", poolKeys()));
    tables.add(fact("view", "Returns memory shared with its receiver or argument."));
    tables.add(fact("grow", "Grows its receiver or argument."));
    tables.add(fact("close", "Returns what must be closed."));
    tables.add(fact("spawn", "Starts a goroutine or thread."));
    tables.add(fact("keep", "Keeps an argument beyond the call."));
    tables.add(fact("lend", "A type whose values a function has for the time of its call only."));
    tables.add(fact("build", "Builds what is made to be shared."));
    tables.add(fact("cause", "Allocates for a plain cause; text is the advice."));
    tables.add(fact("task", "Runs at the root of a goroutine or thread that stands for what."));
    tables.add(fact("allocator", "Is the allocator itself."));
    tables.add(fact("library", "Code that is no application; functions are prefixes."));
    return List.copyOf(tables);
  }

  private static List<Key> poolKeys() {
    List<Key> keys = new ArrayList<>();
    keys.add(new Key("id", Holds.TEXT, true, "Short and unique."));
    keys.add(language());
    keys.add(new Key("type", Holds.TEXT, true, "The pool's type, as stack frames name it."));
    keys.add(new Key("title", Holds.TEXT, false, "What a reader calls it."));
    for (Role role : Role.values()) {
      keys.add(
          new Key(
              role.key(),
              Holds.TEXTS,
              role == Role.ACQUIRE,
              "Functions: a full name, or a bare method of the type. " + roleText(role)));
    }
    keys.add(
        new Key("inside", Holds.TEXTS, false, "Prefixes of functions that are its own workings."));
    keys.add(new Key("events", Holds.TEXTS, false, "Recording events that show its work."));
    keys.add(new Key("note", Holds.TEXT, false, "One sentence its user should know."));
    return List.copyOf(keys);
  }

  private static String roleText(Role role) {
    return switch (role) {
      case ACQUIRE -> "They take an object.";
      case RELEASE -> "They give it back.";
      case RESET -> "They make it clean.";
      case FACTORY -> "They make a new object on a miss.";
      case TRANSFER -> "They hand it to another owner.";
      case MAKE -> "They make the pool itself; <init> is a constructor.";
      case SLOW -> "They run when the pool builds or widens its own structure.";
    };
  }

  private static Table fact(String name, String description) {
    return new Table(
        name,
        description,
        List.of(
            language(),
            new Key("functions", Holds.TEXTS, true, "Full function names."),
            new Key("what", Holds.TEXT, false, "In a word or two what happens there."),
            new Key("text", Holds.TEXT, false, "What to do about it, or of which argument."),
            new Key(
                "inside",
                Holds.TEXTS,
                false,
                "Prefixes of the functions between these and their direct user.")));
  }

  private static Key language() {
    return new Key("language", Holds.LANGUAGE, true, "Whose runtime.");
  }
}
