package dev.cistern.fuzz;

import dev.cistern.house.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The inputs of a reader that fuzzing found worth keeping: one archive each, what once was a fault
 * first, then the smallest.
 */
final class KeptCorpus {
  private static final int INPUTS_MAX = 400;
  private static final int BYTES_MAX = 32 << 10;

  private KeptCorpus() {}

  /** By name, in order; empty where none are kept. */
  static Map<String, byte[]> of(String reader) throws IOException {
    Map<String, byte[]> inputs = new TreeMap<>();
    Path archive = archive(reader);
    if (!Files.exists(archive)) {
      return inputs;
    }
    try (InputStream file = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        inputs.put(entry.getName(), zip.readAllBytes());
      }
    }
    return inputs;
  }

  private static Path archive(String reader) {
    return Tools.root().resolve("insight/src/test/resources/fuzz").resolve(reader + ".zip");
  }

  /** Keeps what fuzzing left in a folder: {@code KeptCorpus READER FOLDER}. */
  public static void main(String[] arguments) throws IOException {
    Path found = Path.of(arguments[1]);
    List<Path> files = new ArrayList<>(files(found)); // crash-…, timeout-…
    files.removeIf(file -> !isFault(file));
    files.addAll(files(found.resolve("corpus")));
    files.addAll(files(found.resolve("seeds")));
    files.sort(Comparator.comparing(file -> isFault(file) ? 0 : file.toFile().length() + 1));
    Map<String, byte[]> kept = new LinkedHashMap<>();
    int sum = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      sum += bytes.length;
      if (kept.size() == INPUTS_MAX || sum > BYTES_MAX) {
        break;
      }
      kept.put(name(bytes), bytes);
    }
    Path archive = archive(arguments[0]);
    Files.createDirectories(archive.getParent());
    try (OutputStream file = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> input : kept.entrySet()) {
        ZipEntry entry = new ZipEntry(input.getKey());
        entry.setTime(0); // the same inputs make the same archive
        zip.putNextEntry(entry);
        zip.write(input.getValue());
      }
    }
    System.out.printf("%s: %d of %d inputs kept%n", arguments[0], kept.size(), files.size());
  }

  private static boolean isFault(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith("crash-") || name.startsWith("timeout-");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.filter(Files::isRegularFile).toList();
    }
  }

  private static String name(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return "%06d-%s"
        .formatted(
            bytes.length, HexFormat.of().toHexDigits(sum.getValue() ^ Arrays.hashCode(bytes)));
  }
}
