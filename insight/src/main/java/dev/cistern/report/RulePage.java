package dev.cistern.report;

import dev.cistern.model.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A rule's page of documentation as the report holds it, so that it reads without a network.
 *
 * <p>The pages use a small part of Markdown: headings, paragraphs, lists of one level, code and
 * links to each other, which are shown as their texts.
 *
 * @param id the rule's
 * @param title the page's first line
 * @param blocks what follows
 */
record RulePage(String id, String title, List<Block> blocks) {
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");

  enum Kind {
    HEADING,
    TEXT,
    ITEM
  }

  /** A heading, a paragraph or an item of a list. */
  record Block(Kind kind, List<Run> runs) {}

  /** A stretch of text, or of code. */
  record Run(String text, boolean code) {}

  /** The pages of the rules that have findings, in the order of the findings, each once. */
  static List<RulePage> of(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.rule().id())
        .distinct()
        .flatMap(id -> read(id).stream())
        .toList();
  }

  /** The place in the page that a finding links to. */
  String anchor() {
    return anchor(id);
  }

  static String anchor(String id) {
    return "rule-" + id;
  }

  /** The page of a rule of ours; empty for any other. */
  static Optional<RulePage> read(String id) {
    return text(id).map(text -> parse(id, text));
  }

  /** The page's text without its title, links to other pages as their words. */
  static Optional<String> markdown(String id) {
    return text(id)
        .map(text -> LINK.matcher(text.substring(text.indexOf('\n') + 1)).replaceAll("$1").strip());
  }

  private static Optional<String> text(String id) {
    try (InputStream in = RulePage.class.getResourceAsStream("rules/" + id + ".md")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(id, e);
    }
  }

  static RulePage parse(String id, String markdown) {
    List<String> parts =
        Stream.of(markdown.split("\n\\s*\n|\n(?=- )", -1))
            .map(part -> part.strip().replace('\n', ' '))
            .filter(part -> !part.isEmpty())
            .toList();
    List<Block> blocks = new ArrayList<>();
    for (String part : parts.subList(1, parts.size())) {
      if (part.startsWith("#")) {
        blocks.add(new Block(Kind.HEADING, runs(part.replaceFirst("^#+ *", ""))));
      } else if (part.startsWith("- ")) {
        blocks.add(new Block(Kind.ITEM, runs(part.substring(2))));
      } else {
        blocks.add(new Block(Kind.TEXT, runs(part)));
      }
    }
    return new RulePage(id, parts.getFirst().replaceFirst("^#+ *", ""), blocks);
  }

  private static List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    String[] pieces = LINK.matcher(text).replaceAll("$1").replace("**", "").split("`", -1);
    for (int i = 0; i < pieces.length; i++) {
      if (!pieces[i].isEmpty()) {
        runs.add(new Run(pieces[i], i % 2 == 1));
      }
    }
    return runs;
  }
}
