package dev.cistern.collect;

import dev.cistern.format.snapshot.SnapshotFile;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Manifest.Member;
import dev.cistern.model.Manifest.Target;
import dev.cistern.model.Manifest.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the snapshot file of what has arrived. */
final class GoAssembly {
  private static final Pattern TRACE_VERSION = Pattern.compile("go (1\\.\\d{1,3}) trace");

  private final GoPlan plan;
  private final List<Piece> pieces;
  private final List<String> notes;
  private final List<Descriptors> descriptors;
  private final boolean interrupted;

  GoAssembly(
      GoPlan plan,
      List<Piece> pieces,
      List<String> notes,
      List<Descriptors> descriptors,
      boolean interrupted) {
    this.plan = plan;
    this.pieces = pieces;
    this.notes = new ArrayList<>(notes);
    this.descriptors = descriptors;
    this.interrupted = interrupted;
  }

  Manifest write(Path target, long startNanos, long endNanos) throws CollectException, IOException {
    if (pieces.stream().noneMatch(Piece::usable)) {
      throw new CollectException(
          pieces.isEmpty()
              ? plan.address() + ": stopped before anything had arrived"
              : plan.address()
                  + ": none of the members could be had: "
                  + pieces.getFirst().error());
    }
    Map<String, Stated> stated = Stated.of(pieces);
    TargetClock clock = TargetClock.of(pieces, stated);
    tell(clock);
    if (notes.stream().noneMatch(note -> note.startsWith(Restart.ANEW))) {
      Restart.noticed(pieces, stated).ifPresent(notes::add);
    }
    List<Member> members = new ArrayList<>();
    Map<String, Path> files = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      members.add(member(piece, clock));
      if (piece.usable()) {
        files.put(piece.name(), piece.file());
      }
    }
    Manifest draft =
        new Manifest(
            1,
            plan.toolVersion(),
            new Target("go-http", plan.address().toString(), 0, "go", version()),
            new Window(startNanos, endNanos),
            members,
            plan.filters(),
            overhead(),
            notes,
            descriptors);
    return SnapshotFile.write(target, draft, files);
  }

  private static Member member(Piece piece, TargetClock clock) {
    boolean timed = piece.usable();
    return new Member(
        piece.name(),
        piece.kind(),
        piece.status(),
        piece.error(),
        0,
        "",
        timed ? clock.startNanos(piece) : 0,
        timed ? clock.endNanos(piece) : 0,
        clock.known() ? clock.offsetNanos() : 0,
        timed ? clock.errorNanos(piece) : 0);
  }

  private void tell(TargetClock clock) {
    if (interrupted) {
      notes.add("stopped before the window's end; members that had not arrived are not listed");
    }
    if (clock.jumped()) {
      notes.add(
          "no single offset of the target's clock fits all members: it was set, or another process"
              + " answers at times");
    }
    if (pieces.stream().anyMatch(piece -> piece.name().matches("[a-z]+-2\\.(pb\\.gz|trace)"))) {
      notes.add(
          "the server's WriteTimeout is shorter than the window: members come in parts, with short"
              + " gaps between them");
    }
  }

  /** Which Go the target was built with, as far as a trace's first line tells. */
  private String version() throws IOException {
    for (Piece piece : pieces) {
      if (piece.kind().equals("trace") && piece.usable()) {
        try (var in = Files.newInputStream(piece.file())) {
          Matcher first =
              TRACE_VERSION.matcher(new String(in.readNBytes(16), StandardCharsets.ISO_8859_1));
          return first.lookingAt() ? "trace format " + first.group(1) : "";
        }
      }
    }
    return "";
  }

  private String overhead() throws IOException {
    long bytes = 0;
    List<Piece> asked =
        pieces.stream()
            .filter(piece -> !plan.takesHeapWithAllocs() || !piece.kind().equals("heap"))
            .toList();
    for (Piece piece : asked) {
      bytes += Files.exists(piece.file()) ? Files.size(piece.file()) : 0;
    }
    return "%d requests, %d bytes sent by the target; its processor time was not measured"
        .formatted(asked.size() + 2, bytes);
  }
}
