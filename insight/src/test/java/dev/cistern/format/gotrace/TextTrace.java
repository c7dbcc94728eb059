package dev.cistern.format.gotrace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace written as text, one event a line, as Go's own tests have it: {@code GoStart dt=1 g=4
 * g_seq=1}; frames of a stack and data of a string follow on lines of their own.
 */
public final class TextTrace {
  private static final Pattern ARGUMENT = Pattern.compile("\\w+=(\\d+)");
  private static final Pattern DATA = Pattern.compile("\\s*data=\"(.*)\"");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(x..|u....|U.{8}|.)");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> types = new HashMap<>();

  private TextTrace() {}

  /** What a file of Go's tests holds: the binary trace, and whether a reader must refuse it. */
  public record Golden(byte[] trace, Optional<String> failure) {}

  /** Of a file with the parts {@code -- expect --} and {@code -- trace --}. */
  public static Golden golden(String text) {
    int traceAt = text.indexOf("-- trace --\n");
    String expect = text.substring(0, traceAt);
    int failure = expect.indexOf("FAILURE");
    return new Golden(
        encode(text.substring(traceAt + "-- trace --\n".length())),
        failure < 0 ? Optional.empty() : Optional.of(expect.substring(failure).strip()));
  }

  /** The binary form of a text that begins with {@code Trace Go1.NN}. */
  public static byte[] encode(String text) {
    TextTrace trace = new TextTrace();
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    int version = Integer.parseInt(lines.getFirst().strip().substring("Trace Go1.".length()));
    trace.out.writeBytes("go 1.%d trace\0\0\0".formatted(version).getBytes(StandardCharsets.UTF_8));
    Wire wire = new Wire(version);
    for (int type = 0; type < Wire.TYPES; type++) {
      trace.types.put(wire.name(type), type);
    }
    lines.stream().skip(1).forEach(trace::line);
    return trace.out.toByteArray();
  }

  private void line(String line) {
    Matcher data = DATA.matcher(line);
    if (data.matches()) {
      byte[] bytes = unquoted(data.group(1)).getBytes(StandardCharsets.ISO_8859_1);
      varint(bytes.length);
      out.writeBytes(bytes);
      return;
    }
    String name = line.strip().split(" ")[0];
    if (!name.contains("=")) {
      Integer type = types.get(name);
      if (type == null) {
        throw new IllegalArgumentException("wanted an event, found " + line);
      }
      out.write(type);
    }
    Matcher argument = ARGUMENT.matcher(line);
    while (argument.find()) {
      varint(Long.parseUnsignedLong(argument.group(1)));
    }
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  /** What a quoted text of Go means, one character a byte. */
  public static String unquoted(String quoted) {
    String bytes = new String(quoted.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return ESCAPE
        .matcher(bytes)
        .replaceAll(escape -> {
          String what = escape.group(1);
          String meant =
              switch (what.charAt(0)) {
                case 'n' -> "\n";
                case 't' -> "\t";
                case 'x' -> Character.toString(Integer.parseInt(what.substring(1), 16));
                case 'u', 'U' ->
                    new String(
                        Character.toString(Integer.parseInt(what.substring(1), 16))
                            .getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.ISO_8859_1);
                default -> what;
              };
          return Matcher.quoteReplacement(meant);
        });
  }
}
