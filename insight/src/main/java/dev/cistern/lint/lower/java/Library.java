package dev.cistern.lint.lower.java;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of types whose sources are not at hand: what they extend, and what type a method
 * gives. Read from {@code java-types.txt}, one fact a line.
 */
final class Library {
  private final Map<String, List<String>> parents = new HashMap<>();
  private final Map<String, String> results = new HashMap<>();
  private final Map<String, String> named = new HashMap<>();
  private final Map<String, String> given = new HashMap<>();
  private final Map<String, String> takes = new LinkedHashMap<>();
  private final Map<String, String> gives = new LinkedHashMap<>();
  private final Map<String, String> opens = new LinkedHashMap<>();
  private final Set<String> pools = new LinkedHashSet<>();
  private final Map<String, Set<String>> packages = new HashMap<>();

  Library() {
    try (InputStream in =
            Objects.requireNonNull(Library.class.getResourceAsStream("java-types.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty() && l.charAt(0) != '#')
          .forEach(this::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    String[] words = line.split("\\s+");
    switch (words[0]) {
      case "type" -> {
        add(words[1]);
        parents.put(words[1], List.of(words).subList(2, words.length));
      }
      case "result" -> results.put(words[1], words[2]);
      case "named" -> named.put(words[1], words[2]);
      case "take" -> takes.put(words[1], words[2]);
      case "give" -> gives.put(words[1], words[2]);
      case "open" -> opens.put(words[1], words[2] + "|result, close");
      case "pool" -> pools.add(words[1]);
      case "given" -> given.put(words[1] + " " + words[2], words[3]);
      default -> throw new IllegalStateException("java-types.txt: " + line);
    }
  }

  private void add(String type) {
    int dot = type.lastIndexOf('.');
    packages
        .computeIfAbsent(type.substring(0, dot), _ -> new LinkedHashSet<>())
        .add(type.substring(dot + 1));
  }

  /** Whether a package has a type of this simple name that is known. */
  boolean has(String pkg, String simple) {
    return packages.getOrDefault(pkg, Set.of()).contains(simple);
  }

  /** A type with all that it is known to extend, itself first. */
  List<String> lineage(String type) {
    List<String> all = new ArrayList<>();
    lineage(type, all);
    return all;
  }

  private void lineage(String type, List<String> into) {
    if (type.isEmpty() || into.contains(type) || into.size() > 32) {
      return;
    }
    into.add(type);
    for (String parent : parents.getOrDefault(type, List.of())) {
      lineage(parent, into);
    }
    if (type.endsWith("DataSource")) {
      lineage("javax.sql.DataSource", into);
    }
  }

  /** The pools' types that a call should not make its own of. */
  Set<String> pools() {
    return pools;
  }

  /** The types whose methods take from a pool; buffers know their own way back. */
  Set<String> takenFrom() {
    Set<String> types = new LinkedHashSet<>();
    takes.keySet().forEach(method -> types.add(method.substring(0, method.lastIndexOf('.'))));
    types.removeIf(type -> type.startsWith("io.netty."));
    return types;
  }

  Map<String, String> takes() {
    return takes;
  }

  Map<String, String> gives() {
    return gives;
  }

  Map<String, String> opens() {
    return opens;
  }

  /** The type that a method gives; empty where it is not known. */
  String result(String method) {
    return results.getOrDefault(method, "");
  }

  /** The full name that a method's simple name alone stands for. */
  @Nullable String named(String simple) {
    return named.get(simple);
  }

  /** The full name that a method stands for where it gives a type of this name. */
  @Nullable String given(String type, String simple) {
    return given.get(type + " " + simple);
  }
}
