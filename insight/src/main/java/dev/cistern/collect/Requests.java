package dev.cistern.collect;

import dev.cistern.collect.http.Endpoint;
import dev.cistern.collect.http.Reply;
import dev.cistern.format.Format;
import dev.cistern.format.Formats;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.model.Manifest.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Asks an endpoint for members and judges what came. */
final class Requests {
  private static final int NOT_FOUND = 404;
  private static final int OK = 200;
  private static final int SAID_BYTES_MAX = 160;
  private static final long REFUSAL_BYTES_MAX = 4096;

  private final Endpoint endpoint;
  private final Path folder;
  private final long bytesMax;
  private final Duration patience;

  Requests(Endpoint endpoint, Path folder, GoPlan plan) {
    this.endpoint = endpoint;
    this.folder = folder;
    this.bytesMax = plan.bytesMax();
    this.patience = plan.patience();
  }

  Path folder() {
    return folder;
  }

  /**
   * Asks for one member.
   *
   * @param request behind {@code /debug/pprof/}
   * @param format that the answer must be of
   * @param length of the window that the request names, 0 for a moment
   */
  Piece fetch(String name, String kind, String request, String format, Duration length) {
    return fetch(name, kind, request, format, length, bytesMax);
  }

  /** The same, of which only the beginning is wanted. */
  Piece peek(String name, String request, String format) {
    return fetch(name, "probe", request, format, Duration.ZERO, REFUSAL_BYTES_MAX);
  }

  private Piece fetch(
      String name, String kind, String request, String format, Duration length, long bytes) {
    Path file = folder.resolve(name);
    Reply reply = endpoint.get(request, file, bytes, length.plus(patience));
    boolean stopped = Thread.interrupted(); // an interrupted thread can read no file
    Verdict verdict;
    try {
      verdict = judge(reply, file, format);
    } catch (IOException e) {
      verdict = new Verdict(Status.FAILED, "it could not be kept: " + e.getMessage());
    }
    if (stopped) {
      Thread.currentThread().interrupt();
    }
    return new Piece(
        name,
        kind,
        file,
        verdict.status(),
        verdict.error(),
        reply.status(),
        reply.sentNanos(),
        reply.doneNanos(),
        length.toNanos());
  }

  /**
   * The difference of the heap, which Go serves as that of the allocations, byte by byte the same:
   * asked for once, it costs the target half.
   */
  Piece heapOf(Piece allocs, String name) {
    Path file = folder.resolve(name);
    Verdict verdict = new Verdict(allocs.status(), allocs.error());
    if (allocs.usable()) {
      try {
        Files.copy(allocs.file(), file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        verdict = new Verdict(Status.FAILED, "it could not be kept: " + e.getMessage());
      }
    }
    return new Piece(
        name,
        "heap",
        file,
        verdict.status(),
        verdict.error(),
        allocs.http(),
        allocs.sentNanos(),
        allocs.doneNanos(),
        allocs.lengthNanos());
  }

  private record Verdict(Status status, String error) {}

  private static Verdict judge(Reply reply, Path file, String wanted) throws IOException {
    if (reply.status() == NOT_FOUND) {
      return new Verdict(Status.ABSENT, "the server does not have it (404)");
    }
    if (reply.isRedirect() || reply.status() == 0) {
      return new Verdict(Status.FAILED, reply.failure().orElse("no answer"));
    }
    if (reply.status() != OK) {
      return new Verdict(Status.FAILED, "%d: %s".formatted(reply.status(), said(file)));
    }
    if (reply.bytes() == 0) {
      return new Verdict(Status.FAILED, reply.failure().orElse("an empty answer"));
    }
    Head head = Input.of(file).head();
    Optional<Format> format = Formats.of(head);
    if (format.isEmpty() || !format.get().id().equals(wanted)) {
      return new Verdict(
          Status.FAILED,
          "wanted %s, found an answer that begins %s".formatted(wanted, begins(head)));
    }
    return reply.failure().isPresent()
        ? new Verdict(Status.PARTIAL, reply.failure().get())
        : new Verdict(Status.OK, "");
  }

  /** The first line of a refusal. */
  private static String said(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    String line = text.strip().lines().findFirst().orElse("no reason given");
    return clean(line);
  }

  private static String begins(Head head) {
    String text = head.text();
    return '"' + clean(text.substring(0, Math.min(40, text.length()))) + '"';
  }

  private static String clean(String foreign) {
    String plain = foreign.replaceAll("[^\\x20-\\x7e]", "?");
    return plain.length() > SAID_BYTES_MAX ? plain.substring(0, SAID_BYTES_MAX) + "…" : plain;
  }

  /** Whether the server refused because the window is longer than it may write. */
  static boolean windowTooLong(Piece piece) {
    return piece.http() == 400 && piece.error().toLowerCase(Locale.ROOT).contains("writetimeout");
  }
}
