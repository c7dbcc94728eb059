package dev.cistern.house;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Links in Markdown to files and headings of the checkout: each must lead somewhere. */
final class Links {
  private static final Pattern LINK =
      Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)|<(?:a|img)\\b[^>]*?(?:href|src)=\"([^\"]+)\"");
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*|//.*");
  private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");
  private static final Pattern ANCHOR = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"");

  private Links() {}

  static Stream<String> violations(Checkout checkout) {
    return checkout.files().stream()
        .filter(file -> Checkout.name(file).endsWith(".md"))
        .flatMap(file -> of(checkout, file));
  }

  private static Stream<String> of(Checkout checkout, Path file) {
    List<String> told = new ArrayList<>();
    int number = 0;
    for (String line : prose(Checkout.text(file))) {
      number++;
      Matcher link = LINK.matcher(CODE_SPAN.matcher(line).replaceAll(""));
      while (link.find()) {
        String target = link.group(1) != null ? link.group(1) : link.group(2);
        if (!SCHEME.matcher(target).matches() && !leadsSomewhere(file, target)) {
          told.add("%s:%d: dead link %s".formatted(checkout.shown(file), number, target));
        }
      }
    }
    return told.stream();
  }

  private static boolean leadsSomewhere(Path file, String target) {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path aim =
        path.isEmpty()
            ? file
            : file.resolveSibling(URLDecoder.decode(path, StandardCharsets.UTF_8)).normalize();
    if (!Files.exists(aim)) {
      return false;
    }
    return hash < 0
        || !aim.toString().endsWith(".md")
        || headings(Checkout.text(aim)).contains(target.substring(hash + 1));
  }

  /** The anchors that a page's headings get: lower case, blanks to hyphens, no punctuation. */
  private static Set<String> headings(String text) {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose(text)) {
      Matcher named = ANCHOR.matcher(line);
      while (named.find()) {
        anchors.add(named.group(1));
      }
      if (line.startsWith("#")) {
        String slug =
            line.replaceFirst("^#+\\s*", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .strip()
                .replace(' ', '-');
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
      }
    }
    return anchors;
  }

  /** The lines of a page, with those inside code fences emptied. */
  private static List<String> prose(String text) {
    List<String> lines = new ArrayList<>();
    boolean fenced = false;
    for (String line : text.lines().toList()) {
      boolean fence = line.stripLeading().startsWith("```");
      fenced ^= fence;
      lines.add(fenced || fence ? "" : line);
    }
    return lines;
  }
}
