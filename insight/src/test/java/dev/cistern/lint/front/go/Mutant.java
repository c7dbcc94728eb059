package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A source file with one token left out, added, or put in the place of another. */
final class Mutant {
  private static final List<String> ADDED =
      List.of(
          "x",
          "5",
          "\"s\"",
          "'",
          "`",
          "/*",
          "//",
          "\n",
          "0x",
          "1_",
          "\u00e9",
          "<<<<<<< ours\n",
          "P");

  private record Span(int from, int to) {}

  private Mutant() {}

  static byte[] of(byte[] source, Random random) {
    List<Span> tokens = tokens(source);
    Span at = tokens.get(random.nextInt(tokens.size()));
    Span other = tokens.get(random.nextInt(tokens.size()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(source, 0, at.from());
    out.write(' ');
    switch (random.nextInt(4)) {
      case 0 -> {}
      case 1 -> out.write(source, other.from(), other.to() - other.from());
      case 2 -> {
        out.writeBytes(added(random));
        out.write(' ');
        out.write(source, at.from(), at.to() - at.from());
      }
      default -> out.writeBytes(added(random));
    }
    out.write(' ');
    out.write(source, at.to(), source.length - at.to());
    return out.toByteArray();
  }

  private static byte[] added(Random random) {
    Token[] tokens = Token.values();
    int i = random.nextInt(tokens.length + ADDED.size());
    String text = i < tokens.length ? tokens[i].text() : ADDED.get(i - tokens.length);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Span> tokens(byte[] source) {
    Decls scanner = new Decls(source, 0, new Names(), new Errors(), false);
    List<Span> tokens = new ArrayList<>();
    do {
      scanner.scan();
      tokens.add(new Span(scanner.pos, scanner.end));
    } while (scanner.tok != Token.EOF);
    return tokens;
  }
}
