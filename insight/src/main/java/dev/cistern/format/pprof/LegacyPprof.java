package dev.cistern.format.pprof;

import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The forms that profiles had before profile.proto, of C++ and Java: told by their first bytes and
 * refused by their names.
 */
public final class LegacyPprof implements Format {
  /** A form and the words it begins with. */
  private record Form(String firstWords, String name) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("heap profile:", "a C++ heap profile as text"),
          new Form("--- heapz ", "a Java heap profile as text"),
          new Form("--- contentionz ", "a C++ or Java contention profile as text"),
          new Form("--- threadz ", "a C++ thread dump as text"),
          new Form("--- Thread ", "a C++ thread dump as text"));

  private static final int WORDS = 5;

  @Override
  public String id() {
    return "pprof-legacy";
  }

  @Override
  public Claim claims(Head head) {
    return name(head).isPresent() ? Claim.YES : Claim.NO;
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    throw new UnreadableException(
        input.name(),
        0,
        "a profile.proto or a text of Go",
        name(input.head()).orElse("another form") + ", a form of before 2016 that is not read yet");
  }

  private static Optional<String> name(Head head) {
    for (Form form : FORMS) {
      if (head.startsWith(form.firstWords())) {
        return Optional.of(form.name());
      }
    }
    return isCpuWords(head.bytes(), 8) || isCpuWords(head.bytes(), 4)
        ? Optional.of("a C++ or Java CPU profile in binary words")
        : Optional.empty();
  }

  /** The header's words: 0, 3, 0 or 1, the period, 0. */
  private static boolean isCpuWords(byte[] bytes, int wordBytes) {
    return bytes.length >= WORDS * wordBytes
        && word(bytes, 0, wordBytes) == 0
        && word(bytes, 1, wordBytes) == 3
        && word(bytes, 2, wordBytes) >>> 1 == 0
        && word(bytes, 3, wordBytes) > 0
        && word(bytes, 4, wordBytes) == 0;
  }

  private static long word(byte[] bytes, int index, int wordBytes) {
    long word = 0;
    for (int i = wordBytes - 1; i >= 0; i--) {
      word = word << 8 | (bytes[index * wordBytes + i] & 0xff);
    }
    return word;
  }
}
