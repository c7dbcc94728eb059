package dev.cistern.format.snapshot;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A snapshot with three members, for the damage harness; its records are the members. */
public final class SnapshotCase implements DamageCase {
  private static final String ID = "snapshot";
  private static final List<String> NAMES = List.of("allocs.pb.gz", "heap.pb.gz", "cpu.pb.gz");

  private final List<Integer> ends = new ArrayList<>();
  private final byte[] sample;

  public SnapshotCase() {
    Zips zips = new Zips();
    zips.manifestOf(
        NAMES.stream()
            .map(name -> Zips.member(name, Zips.recorded("profiles/" + name)))
            .toArray(Manifest.Member[]::new));
    for (String name : NAMES) {
      zips.entry(name, Zips.recorded("profiles/" + name));
      ends.add(zips.length());
    }
    sample = zips.done();
  }

  @Override
  public Format format() {
    return new Format() {
      @Override
      public String id() {
        return ID;
      }

      @Override
      public Claim claims(Head head) {
        return SnapshotFile.isSnapshot(head) ? Claim.YES : Claim.NO;
      }

      @Override
      public Evidence read(Input input) throws IOException, UnreadableException {
        try (OpenSnapshot opened = SnapshotFile.read(input)) {
          Facts.Detail members = new Facts.OfState(opened.snapshot().members().size(), 0);
          Facts facts = new Facts(ID, "1", Optional.empty(), 0, members, List.of());
          return new Evidence(
              "damaged",
              ID,
              () -> facts,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of());
        }
      }
    };
  }

  @Override
  public byte[] sample() {
    return sample;
  }

  @Override
  public long records(Evidence evidence) throws IOException {
    return ((Facts.OfState) evidence.facts().read().detail()).tasks();
  }

  @Override
  public long wholeBefore(byte[] bytes, int length) {
    return ends.stream().filter(end -> end <= length).count();
  }

  @Override
  public boolean readsGzip() {
    return false;
  }

  @Override
  public List<Bomb> bombs() {
    byte[] zeros = new byte[60 << 20];
    byte[] promised =
        new Zips().manifestOf(Zips.member("zeros.pb", zeros)).entry("zeros.pb", zeros).done();
    Zips many = new Zips().manifestOf();
    for (int i = 0; i < 50_000; i++) {
      many.entry("m" + i, new byte[0]);
    }
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Bomb("60 MB of zeros", promised),
        new Bomb("fifty thousand members", many.done()),
        new Bomb("a deep manifest", new Zips().entry(SnapshotFile.MANIFEST, deep).done()),
        new Bomb("a long manifest", new Zips().entry(SnapshotFile.MANIFEST, zeros).done()));
  }
}
