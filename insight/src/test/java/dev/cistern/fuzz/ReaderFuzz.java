package dev.cistern.fuzz;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The target that Jazzer calls: it feeds one input to the reader that the property {@code
 * cistern.fuzz} names. Whatever comes out but evidence, damage and a refusal is a fault; so is an
 * input that takes longer than Jazzer's {@code -timeout}, or more than the heap.
 */
public final class ReaderFuzz {
  private static final int SEED_BYTES_MAX = 1 << 14;

  private final DamageCase reader;

  ReaderFuzz(DamageCase reader) {
    this.reader = reader;
  }

  /** Called by Jazzer once: loading the reader's classes is not the first input's time. */
  public static void fuzzerInitialize() throws IOException {
    Named.READER.read(Named.READER.sample());
  }

  /** Called by Jazzer for every input. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Named.READER.read(bytes);
  }

  /** The reader of this process; Jazzer knows static methods only. */
  private static final class Named {
    private static final ReaderFuzz READER = of(System.getProperty("cistern.fuzz", ""));
  }

  static ReaderFuzz of(String name) {
    return new ReaderFuzz(
        Objects.requireNonNull(
                Readers.all().get(name),
                () ->
                    "cistern.fuzz: wanted one of %s, found %s"
                        .formatted(Readers.all().keySet(), name))
            .get());
  }

  byte[] sample() throws IOException {
    return reader.sample();
  }

  void read(byte[] bytes) {
    Format format = reader.format();
    try (Input input = Input.of("fuzzed", bytes)) {
      format.claims(Head.of(bytes));
      Evidence evidence = format.read(input);
      reader.records(evidence);
      evidence.facts().read();
      for (Damage damage : evidence.damage()) {
        if (damage.wanted().isEmpty() || damage.found().isEmpty()) {
          throw new AssertionError("a damage that does not say what: " + damage);
        }
      }
    } catch (UnreadableException refused) {
      if (refused.damage().wanted().isEmpty()) {
        throw new AssertionError("a refusal without a reason", refused);
      }
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can always be read", e);
    }
  }

  /** Writes the inputs to begin with into a folder: {@code ReaderFuzz READER FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      Readers.all().keySet().forEach(System.out::println);
      return;
    }
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    byte[] sample = of(arguments[0]).sample();
    Files.write(folder.resolve("sample"), first(sample, SEED_BYTES_MAX));
    Files.write(folder.resolve("short"), first(sample, SEED_BYTES_MAX / 16));
    for (Map.Entry<String, byte[]> kept : KeptCorpus.of(arguments[0]).entrySet()) {
      Files.write(folder.resolve(kept.getKey()), kept.getValue());
    }
  }

  static byte[] first(byte[] bytes, int most) {
    return Arrays.copyOf(bytes, Math.min(bytes.length, most));
  }
}
