package dev.cistern.collect;

import dev.cistern.collect.http.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the process of this machine that listens at an address, as Linux shows it. */
final class LocalListener {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String LISTENING = "0A";
  private static final int LINES_MAX = 100_000;
  private static final int DESCRIPTORS_MAX = 100_000;

  private int looksLeft = DESCRIPTORS_MAX;

  private LocalListener() {}

  /** Empty where the address is another machine's, or the process another user's. */
  static Optional<ProcessHandle> of(Address address) {
    int port = address.origin().getPort();
    if (address.socket().isPresent()
        || port < 0
        || !LOOPBACK.contains(address.origin().getHost())) {
      return Optional.empty();
    }
    try {
      Optional<String> inode = inode("/proc/net/tcp", port).or(() -> inode("/proc/net/tcp6", port));
      return inode.isPresent()
          ? new LocalListener().owner(inode.get()).flatMap(ProcessHandle::of)
          : Optional.empty();
    } catch (IOException | DirectoryIteratorException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> inode(String table, int port) {
    String local = ":%04X".formatted(port);
    try (Stream<String> lines = Files.lines(Path.of(table))) {
      return lines
          .limit(LINES_MAX)
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length > 9)
          .filter(words -> words[1].endsWith(local) && words[3].equals(LISTENING))
          .map(words -> words[9])
          .findFirst();
    } catch (IOException | UncheckedIOException _) {
      return Optional.empty(); // not Linux
    }
  }

  private Optional<Long> owner(String inode) throws IOException {
    Path link = Path.of("socket:[" + inode + "]");
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, link)) {
          return Optional.of(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return Optional.empty();
  }

  private boolean holds(Path process, Path link) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path one : open) {
        if (--looksLeft < 0) {
          return false;
        }
        if (Files.readSymbolicLink(one).equals(link)) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // another's, or it has ended
    }
    return false;
  }
}
