package dev.cistern.collect.overlay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Executables, and whether they carry the pool events. */
public final class Binaries {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final byte[] PE = {'M', 'Z'};
  private static final int MACH_O = 0xfeedface;
  private static final int MACH_O_64 = 0xfeedfacf;

  private Binaries() {}

  /**
   * Whether a Go binary tells of its pools: the name of a function of the overlay is in it. Go
   * keeps functions' names in a stripped binary too.
   */
  public static boolean carryEvents(Path binary) throws IOException {
    byte[] wanted = Overlay.SYMBOL.getBytes(StandardCharsets.US_ASCII);
    byte[] block = new byte[BLOCK_BYTES];
    int kept = 0;
    try (InputStream in = Files.newInputStream(binary)) {
      while (true) {
        int read = in.readNBytes(block, kept, block.length - kept);
        int length = kept + read;
        if (contains(block, length, wanted)) {
          return true;
        }
        if (read == 0) {
          return false;
        }
        kept = Math.min(length, wanted.length - 1);
        System.arraycopy(block, length - kept, block, 0, kept);
      }
    }
  }

  /** The executables directly in a folder, or the one that {@code place} is, written since then. */
  static List<Path> writtenSince(Path place, long sinceMillis) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(place)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
        for (Path file : files) {
          if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              && Files.getLastModifiedTime(file).toMillis() >= sinceMillis
              && isExecutable(file)) {
            found.add(file);
          }
        }
      }
    } else if (Files.isRegularFile(place) && isExecutable(place)) {
      found.add(place);
    }
    return found;
  }

  private static boolean isExecutable(Path file) throws IOException {
    byte[] head = new byte[4];
    try (InputStream in = Files.newInputStream(file)) {
      if (in.readNBytes(head, 0, 4) < 4) {
        return false;
      }
    }
    int magic =
        head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 24;
    return Arrays.equals(head, ELF)
        || magic == MACH_O
        || magic == MACH_O_64
        || Arrays.equals(head, 0, 2, PE, 0, 2);
  }

  private static boolean contains(byte[] block, int length, byte[] wanted) {
    for (int i = 0; i + wanted.length <= length; i++) {
      if (block[i] == wanted[0]
          && Arrays.equals(block, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}
