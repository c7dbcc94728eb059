package dev.cistern.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what was measured, as a page and as JSON; the contenders who won are told as well. */
final class PerformancePage {
  private final StringBuilder page = new StringBuilder();
  private final JsonMapper mapper =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final ObjectNode json = mapper.createObjectNode();
  private final ArrayNode contests = mapper.createArrayNode();

  PerformancePage(Map<String, String> circumstances) {
    this("bench/run readers", circumstances);
  }

  /** Of the command that measures; the JSON beside the page has the same name. */
  PerformancePage(String command, Map<String, String> circumstances) {
    page.append(
        """
        # Performance

        Written by `%s`; the JSON beside it holds the same figures. Whole processes, from
        start to exit, interleaved (A B C A B C …). Absolute figures hold for this machine and this run; a
        load above the number of processors says that other work disturbed it: then the processor time
        (CPU, user and system) tells more than the wall time. The last two columns say how many times
        our wall and processor time each contender took: below 1 it is faster than we are.

        """
            .formatted(command));
    circumstances.forEach((name, value) -> page.append("- %s: %s%n".formatted(name, value)));
    ObjectNode about = json.putObject("circumstances");
    circumstances.forEach(about::put);
    json.set("contests", contests);
  }

  /** Adds one contest; the first contender is ours. */
  void add(Contest contest, List<Series> all) {
    page.append(
        "%n## %s%n%n| | median | min | max | CPU | rounds | MB/s | × wall | × CPU |%n|---|--:|--:|--:|--:|--:|--:|--:|--:|%n"
            .formatted(contest.question()));
    ObjectNode one = contests.addObject();
    one.put("question", contest.question());
    one.put("megabytes", contest.megabytes());
    ArrayNode series = one.putArray("contenders");
    Series ours = all.getFirst();
    for (Series their : all) {
      row(contest, ours, their);
      ObjectNode node = series.addObject();
      node.put("name", their.name());
      node.put("rounds", their.rounds());
      node.put("note", their.note());
      if (their.answered()) {
        node.put("medianSeconds", their.medianSeconds());
        node.put("minSeconds", their.minSeconds());
        node.put("maxSeconds", their.maxSeconds());
        node.put("medianCpuSeconds", their.medianCpuSeconds());
      }
    }
  }

  void missing(String sentence) {
    page.append("%n%s%n".formatted(sentence));
    json.withArray("missing").add(sentence);
  }

  String markdown() {
    return page.toString();
  }

  String json() {
    return mapper.writeValueAsString(json) + "\n";
  }

  private void row(Contest contest, Series ours, Series their) {
    if (!their.answered()) {
      page.append("| %s | %s | | | | | | | |%n".formatted(their.name(), their.note()));
      return;
    }
    String speed =
        contest.megabytes() == 0
            ? ""
            : String.format(Locale.ROOT, "%.1f", contest.megabytes() / their.medianSeconds());
    String wallRatio = ours.answered() ? ratio(their.medianSeconds(), ours.medianSeconds()) : "";
    String cpuRatio =
        ours.answered() ? ratio(their.medianCpuSeconds(), ours.medianCpuSeconds()) : "";
    page.append(
        String.format(
            Locale.ROOT,
            "| %s | %.3f s | %.3f | %.3f | %s | %d | %s | %s | %s |%n",
            their.name() + (their.note().isEmpty() ? "" : " (then " + their.note() + ")"),
            their.medianSeconds(),
            their.minSeconds(),
            their.maxSeconds(),
            their.medianCpuSeconds() == 0
                ? ""
                : String.format(Locale.ROOT, "%.2f", their.medianCpuSeconds()),
            their.rounds(),
            speed,
            wallRatio,
            cpuRatio));
  }

  private static String ratio(double theirs, double ours) {
    return ours == 0 ? "" : String.format(Locale.ROOT, "%.2f", theirs / ours);
  }
}
