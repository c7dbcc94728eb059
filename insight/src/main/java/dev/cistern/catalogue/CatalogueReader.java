package dev.cistern.catalogue;

import dev.cistern.catalogue.Shape.Key;
import dev.cistern.catalogue.Shape.Table;
import dev.cistern.model.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads catalogue files one after another and gathers what is wrong in them. */
final class CatalogueReader {
  private final List<PoolEntry> pools = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, Double> thresholds = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private LintSettings lint = LintSettings.STANDARD;

  List<PoolEntry> pools() {
    return pools;
  }

  List<Fact> facts() {
    return facts;
  }

  Map<String, Double> thresholds() {
    return thresholds;
  }

  LintSettings lint() {
    return lint;
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  /** Adds what a file says; what stands in an earlier file is found first. */
  void read(String file, String text) {
    Map<String, Object> root;
    try {
      root = Toml.read(text);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      mistakes.add(new Mistake(file, line, "", "TOML", e.getOriginalMessage()));
      return;
    }
    new OneFile(file, new Lines(text)).read(root);
  }

  /** Reads one file's tree. */
  private final class OneFile {
    private final String file;
    private final Lines lines;

    OneFile(String file, Lines lines) {
      this.file = file;
      this.lines = lines;
    }

    void read(Map<String, Object> root) {
      for (Map.Entry<String, Object> entry : root.entrySet()) {
        String name = entry.getKey();
        Optional<Table> table = Shape.table(name);
        if (table.isPresent()) {
          readTable(table.get(), entry.getValue());
        } else if (name.equals("thresholds")) {
          readThresholds(entry.getValue());
        } else if (name.equals("lint")) {
          lint = new LintReader(file, lines, mistakes).read(entry.getValue(), lint);
        } else if (name.equals("version")) {
          if (!entry.getValue().equals((double) Shape.VERSION)) {
            wrong(lines.key(name), name, "" + Shape.VERSION, shown(entry.getValue()));
          }
        } else {
          wrong(lines.key(name), name, "one of " + tableNames(), nearest(name, tableNames()));
        }
      }
    }

    private void readTable(Table table, Object value) {
      if (!(value instanceof List<?> entries)) {
        wrong(lines.table(table.name(), 0), table.name(), "[[" + table.name() + "]]", "one value");
        return;
      }
      for (int i = 0; i < entries.size(); i++) {
        readEntry(table, i, entries.get(i));
      }
    }

    private void readEntry(Table table, int index, Object value) {
      int before = mistakes.size();
      String at = "%s[%d]".formatted(table.name(), index + 1);
      if (!(value instanceof Map<?, ?> entry)) {
        wrong(lines.table(table.name(), index), at, "a table", shown(value));
        return;
      }
      for (Map.Entry<?, ?> property : entry.entrySet()) {
        String name = String.valueOf(property.getKey());
        Optional<Key> key = table.key(name);
        int line = lines.key(table.name(), index, name);
        String place = at + "." + name;
        if (key.isEmpty()) {
          List<String> known = table.keys().stream().map(Key::name).toList();
          wrong(line, place, "one of " + known, nearest(name, known));
        } else if (!holds(key.get(), property.getValue())) {
          wrong(line, place, key.get().holds().words, shown(property.getValue()));
        }
      }
      for (Key key : table.keys()) {
        if (key.required() && !entry.containsKey(key.name())) {
          wrong(lines.table(table.name(), index), at + "." + key.name(), key.holds().words, "none");
        }
      }
      if (mistakes.size() == before) {
        add(table, index, entry);
      }
    }

    private void add(Table table, int index, Map<?, ?> entry) {
      if (!table.name().equals("pool")) {
        facts.add(fact(table, entry));
        return;
      }
      PoolEntry pool = pool(entry);
      Optional<PoolEntry> equal =
          pools.stream()
              .filter(known -> known.id().equals(pool.id()) && known.origin().equals(file))
              .findFirst();
      if (equal.isPresent()) {
        wrong(
            lines.key(table.name(), index, "id"),
            "pool[%d].id".formatted(index + 1),
            "an id of its own",
            "\"" + pool.id() + "\" a second time");
      }
      pools.add(pool);
    }

    private PoolEntry pool(Map<?, ?> entry) {
      Language language = language(entry);
      String type = text(entry, "type");
      Map<Role, List<String>> functions = new EnumMap<>(Role.class);
      for (Role role : Role.values()) {
        List<String> full = new ArrayList<>();
        for (String function : texts(entry, role.key())) {
          full.addAll(Names.full(language, type, function));
        }
        if (!full.isEmpty()) {
          functions.put(role, List.copyOf(full));
        }
      }
      String title = text(entry, "title");
      return new PoolEntry(
          text(entry, "id"),
          language,
          type,
          title.isEmpty() ? type : title,
          functions,
          texts(entry, "inside"),
          texts(entry, "events"),
          text(entry, "note"),
          file);
    }

    private Fact fact(Table table, Map<?, ?> entry) {
      return new Fact(
          Fact.Kind.valueOf(table.name().toUpperCase(Locale.ROOT)),
          language(entry),
          texts(entry, "functions"),
          text(entry, "what"),
          text(entry, "text"),
          texts(entry, "inside"),
          file);
    }

    private void readThresholds(Object value) {
      List<String> known =
          Thresholds.limits().stream().map(Thresholds.Limit::key).sorted().toList();
      if (!(value instanceof Map<?, ?> limits)) {
        wrong(lines.key("thresholds"), "thresholds", "[thresholds]", shown(value));
        return;
      }
      for (Map.Entry<?, ?> limit : limits.entrySet()) {
        String name = String.valueOf(limit.getKey());
        int line = lines.keyAfter("[thresholds]", name);
        if (!known.contains(name)) {
          wrong(line, "thresholds." + name, "one of " + known, nearest(name, known));
        } else if (limit.getValue() instanceof Double number && number >= 0) {
          thresholds.putIfAbsent(name, number);
        } else {
          wrong(line, "thresholds." + name, "a number from 0", shown(limit.getValue()));
        }
      }
    }

    private void wrong(int line, String key, String wanted, String found) {
      mistakes.add(new Mistake(file, line, key, wanted, found));
    }
  }

  private static boolean holds(Key key, @Nullable Object value) {
    return switch (key.holds()) {
      case TEXT -> isText(value);
      case TEXTS ->
          value instanceof List<?> list
              && !list.isEmpty()
              && list.stream().allMatch(CatalogueReader::isText);
      case LANGUAGE -> "go".equals(value) || "jvm".equals(value);
    };
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String text && !text.isBlank();
  }

  private static Language language(Map<?, ?> entry) {
    return text(entry, "language").equals("go") ? Language.GO : Language.JVM;
  }

  private static String text(Map<?, ?> entry, String key) {
    return entry.get(key) instanceof String text ? text : "";
  }

  private static List<String> texts(Map<?, ?> entry, String key) {
    return entry.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  static String shown(@Nullable Object value) {
    String text =
        switch (value) {
          case String words -> "\"" + words + "\"";
          case Double number when number == Math.rint(number) -> Long.toString(number.longValue());
          case null, default -> String.valueOf(value);
        };
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private static List<String> tableNames() {
    TreeSet<String> names =
        Shape.TABLES.stream().map(Table::name).collect(Collectors.toCollection(TreeSet::new));
    names.add("lint");
    names.add("thresholds");
    names.add("version");
    return List.copyOf(names);
  }

  static String nearest(String wrong, List<String> known) {
    Optional<String> near =
        known.stream()
            .filter(name -> Spelling.distance(wrong, name) <= 2)
            .min(Comparator.comparingInt(name -> Spelling.distance(wrong, name)));
    return "\"" + wrong + "\"" + near.map(name -> " (nearest: " + name + ")").orElse("");
  }
}
