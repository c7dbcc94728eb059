package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The differences from the reference that are known, each with its reason; told by the kind of file
 * and the words of the difference, so that they hold for files not seen before.
 */
final class Reasons {
  private record Rule(Pattern kind, Pattern difference, String reason) {}

  private final List<Rule> rules = new ArrayList<>();

  private Reasons() {}

  static Reasons read(Path file) throws IOException {
    Reasons reasons = new Reasons();
    for (JsonNode rule :
        JsonMapper.builder().build().readTree(Files.readString(file)).path("reasons").values()) {
      reasons.rules.add(
          new Rule(
              Pattern.compile(rule.path("kind").asString(".*")),
              Pattern.compile(rule.path("difference").asString()),
              rule.path("reason").asString()));
    }
    return reasons;
  }

  Optional<String> of(ForeignFile file, String difference) {
    return rules.stream()
        .filter(rule ->
            rule.kind().matcher(file.kind()).matches()
                && rule.difference().matcher(difference).find())
        .map(Rule::reason)
        .findFirst();
  }
}
