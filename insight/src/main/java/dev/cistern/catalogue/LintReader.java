package dev.cistern.catalogue;

import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** Reads the {@code [lint]} table of a user's file; what an earlier file says stands. */
final class LintReader {
  private static final List<String> KEYS = List.of("exclude", "off", "severity");
  private final String file;
  private final Lines lines;
  private final List<Mistake> mistakes;
  private final Set<RuleId> off = new HashSet<>();
  private final Map<RuleId, Severity> severities = new HashMap<>();
  private final List<String> exclude = new ArrayList<>();

  LintReader(String file, Lines lines, List<Mistake> mistakes) {
    this.file = file;
    this.lines = lines;
    this.mistakes = mistakes;
  }

  LintSettings read(Object value, LintSettings before) {
    off.addAll(before.off());
    severities.putAll(before.severities());
    exclude.addAll(before.exclude());
    if (!(value instanceof Map<?, ?> table)) {
      wrong("lint", "[lint]", CatalogueReader.shown(value));
      return before;
    }
    table.forEach((key, held) -> {
      switch (String.valueOf(key)) {
        case "off" -> texts("off", held).forEach(this::off);
        case "exclude" -> texts("exclude", held).forEach(this::exclude);
        case "severity" -> severity(held);
        default ->
            wrong(
                String.valueOf(key),
                "one of " + KEYS,
                CatalogueReader.nearest(String.valueOf(key), KEYS));
      }
    });
    return new LintSettings(Set.copyOf(off), Map.copyOf(severities), List.copyOf(exclude));
  }

  private List<String> texts(String key, Object held) {
    if (held instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String::valueOf).toList();
    }
    wrong(key, "a list of strings", CatalogueReader.shown(held));
    return List.of();
  }

  private void off(String rule) {
    if (LintSettings.RULE.matcher(rule).matches()) {
      off.add(new RuleId(rule));
    } else {
      wrong("off", "rules such as POOL-03", CatalogueReader.shown(rule));
    }
  }

  private void exclude(String pattern) {
    try {
      if (FileSystems.getDefault().getPathMatcher("glob:" + pattern) != null) {
        exclude.add(pattern);
      }
    } catch (PatternSyntaxException e) {
      wrong("exclude", "a pattern such as gen/**", CatalogueReader.shown(pattern));
    }
  }

  private void severity(Object held) {
    if (!(held instanceof Map<?, ?> table)) {
      wrong("severity", "[lint.severity]", CatalogueReader.shown(held));
      return;
    }
    table.forEach((rule, severity) -> {
      String name = String.valueOf(rule);
      if (!LintSettings.RULE.matcher(name).matches()) {
        wrong(name, "a rule such as POOL-03", CatalogueReader.shown(name));
      } else if (!LintSettings.SEVERITIES.contains(String.valueOf(severity))) {
        wrong(name, "one of " + LintSettings.SEVERITIES, CatalogueReader.shown(severity));
      } else {
        severities.putIfAbsent(
            new RuleId(name), Severity.valueOf(String.valueOf(severity).toUpperCase(Locale.ROOT)));
      }
    });
  }

  private void wrong(String key, String wanted, String found) {
    mistakes.add(new Mistake(file, lines.key(key), "lint." + key, wanted, found));
  }
}
