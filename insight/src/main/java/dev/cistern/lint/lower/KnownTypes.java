package dev.cistern.lint.lower;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of types of packages whose sources are not at hand; read from a table. */
final class KnownTypes {
  private final Map<String, GoType> underlying = new HashMap<>();
  private final Map<String, GoType> fields = new HashMap<>();
  private final Map<String, List<GoType>> results = new HashMap<>();
  private final Set<String> packages = new HashSet<>();

  KnownTypes() {
    try (InputStream in = KnownTypes.class.getResourceAsStream("go-types.txt")) {
      if (in == null) {
        throw new IllegalStateException("go-types.txt is missing from the jar");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split(" ");
    List<String> rest = Arrays.asList(words).subList(1, words.length);
    switch (words[0]) {
      case "field" -> fields.put(rest.get(0), type(rest.get(1)));
      case "func" -> {
        List<GoType> types = new ArrayList<>();
        rest.subList(1, rest.size()).forEach(word -> types.add(type(word)));
        results.put(rest.getFirst(), types);
        packages.add(packageOf(rest.getFirst()));
      }
      default -> {
        rest.forEach(name -> underlying.put(name, kind(words[0])));
        rest.forEach(name -> packages.add(packageOf(name)));
      }
    }
  }

  private static String packageOf(String name) {
    int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
    return dot < 0 ? "" : name.substring(0, dot);
  }

  private static GoType kind(String word) {
    return switch (word) {
      case "interface" -> GoType.ANY;
      case "slice" -> GoType.BYTES;
      case "map" -> new GoType.Mapping(GoType.STRING, GoType.UNKNOWN);
      case "scalar" -> GoType.INT;
      case "func-type" -> new GoType.Signature(List.of(), List.of(), false);
      case "struct" -> new GoType.Opaque();
      default -> throw new IllegalStateException("go-types.txt: unknown kind " + word);
    };
  }

  private static GoType type(String word) {
    if (word.startsWith("*")) {
      return new GoType.Pointer(type(word.substring(1)));
    }
    if (word.startsWith("[]")) {
      return new GoType.Slice(type(word.substring(2)));
    }
    int dot = word.lastIndexOf('.');
    if (dot < 0) {
      return switch (word) {
        case "error" -> GoType.ERROR;
        case "any" -> GoType.ANY;
        default -> new GoType.Basic(word);
      };
    }
    return new GoType.Named(word.substring(0, dot), word.substring(dot + 1), List.of());
  }

  /** What a type without sources is underneath, as far as known. */
  GoType underlying(GoType.Named named) {
    return underlying.getOrDefault(named.pkg() + "." + named.name(), GoType.UNKNOWN);
  }

  /** Whether a type without sources is known to be an interface. */
  boolean isInterface(GoType type) {
    return type instanceof GoType.Named named && underlying(named) instanceof GoType.Interface;
  }

  @Nullable GoType field(GoType.Named named, String field) {
    return fields.get(named.pkg() + "." + named.name() + "." + field);
  }

  /** Whether anything is known of a package. */
  boolean hasPackage(String path) {
    return packages.contains(path);
  }

  /** The result types of a function, empty where they are not known. */
  List<GoType> results(String function) {
    return results.getOrDefault(function, List.of());
  }
}
