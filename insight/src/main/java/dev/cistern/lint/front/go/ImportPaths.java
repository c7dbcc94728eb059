package dev.cistern.lint.front.go;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells how folders are imported: by their module's path and the way down from its {@code go.mod}.
 * Without a module the way from the nearest {@code src}, as before modules, or from the file
 * system's root stands for it.
 */
final class ImportPaths {
  private static final int MODULE_FILE_MAX_BYTES = 1 << 20;

  private record Base(String path, boolean inModule) {}

  private final Map<Path, Base> known = new HashMap<>();

  String of(Path dir) {
    return base(dir).path();
  }

  private Base base(Path dir) {
    Base base = known.get(dir);
    if (base == null) {
      base = read(dir);
      known.put(dir, base);
    }
    return base;
  }

  private Base read(Path dir) {
    Path module = dir.resolve("go.mod");
    if (Files.isRegularFile(module)) {
      return new Base(modulePath(module, name(dir)), true);
    }
    Path parent = dir.getParent();
    if (parent == null) {
      return new Base("", false);
    }
    Base outer = base(parent);
    String name = name(dir);
    if (name.equals("vendor") || name.equals("src") && !outer.inModule()) {
      return new Base("", outer.inModule());
    }
    String path = outer.path().isEmpty() ? name : outer.path() + "/" + name;
    return new Base(path, outer.inModule());
  }

  private static String name(Path dir) {
    Path name = dir.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The path in a module's file; the standard library's is empty. */
  private static String modulePath(Path file, String fallback) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MODULE_FILE_MAX_BYTES), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String plain = line.replaceFirst("//.*", "").strip();
        if (plain.startsWith("module ") || plain.startsWith("module\t")) {
          String path = plain.substring(7).strip().replaceAll("^[\"`]|[\"`]$", "");
          return path.equals("std") ? "" : path;
        }
      }
      return fallback;
    } catch (IOException unreadable) {
      return fallback;
    }
  }
}
