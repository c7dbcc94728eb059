package dev.cistern.format.pprof;

import dev.cistern.format.Format;
import dev.cistern.format.Gzip;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Profiles in profile.proto, gzipped or not: {@code pprof}. */
public final class PprofFormat implements Format {
  private static final String ID = "pprof";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Claim claims(Head head) {
    return Sniffer.claim(head);
  }

  @Override
  public Evidence read(Input input) throws IOException, UnreadableException {
    List<Damage> damage = new ArrayList<>();
    byte[] bytes = input.bytes();
    boolean gzipped = Gzip.isGzip(bytes);
    int length = bytes.length;
    if (gzipped) {
      Inflated inflated = new Inflated(sizeHint(bytes));
      Gzip.inflate(input.name(), bytes, inflated, Budget.fileBytesMax(), damage);
      bytes = inflated.array();
      length = inflated.size();
    }
    DamageLog log = new DamageLog(input.name(), gzipped ? " (in the inflated bytes)" : "", damage);
    Optional<Profile> profile = new Decoder(bytes, length, log).decode();
    if (profile.isEmpty()) {
      throw new UnreadableException(
          log.isEmpty()
              ? new Damage(input.name(), 0, "a profile.proto with sample types", "none in it")
              : log.list().getFirst());
    }
    List<Damage> found = log.list();
    return Evidence.of(input.name(), ID, () -> facts(profile.get(), found), profile.get(), found);
  }

  private static Facts facts(Profile profile, List<Damage> damage) {
    Profile.Header header = profile.header();
    Optional<Instant> start =
        header.timeNanos() == 0
            ? Optional.empty()
            : Optional.of(Instant.EPOCH.plusNanos(header.timeNanos()));
    List<Facts.Total> totals =
        IntStream.range(0, profile.sampleTypes().size())
            .mapToObj(type -> new Facts.Total(profile.sampleTypes().get(type), profile.total(type)))
            .toList();
    return new Facts(
        ID,
        "",
        start,
        header.durationNanos(),
        new Facts.OfProfile(profile.sampleCount(), totals),
        damage);
  }

  /** The inflated length that gzip's last 4 bytes state, if it is believable. */
  private static int sizeHint(byte[] gzip) {
    int n = gzip.length;
    if (n < 18) {
      return 1 << 10;
    }
    long stated =
        gzip[n - 4] & 0xffL
            | (gzip[n - 3] & 0xffL) << 8
            | (gzip[n - 2] & 0xffL) << 16
            | (gzip[n - 1] & 0xffL) << 24;
    return (int) Math.clamp(stated, 1 << 10, Math.min(Budget.fileBytesMax(), 12L * n));
  }

  /** Gives its array away without a copy. */
  private static final class Inflated extends ByteArrayOutputStream {
    Inflated(int capacity) {
      super(capacity);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int count) {
      if (this.count + count > buf.length) {
        long wider = Math.max((long) this.count + count, buf.length + (buf.length >> 1));
        buf = Arrays.copyOf(buf, (int) Math.min(wider, Integer.MAX_VALUE - 16L));
      }
      System.arraycopy(from, offset, buf, this.count, count);
      this.count += count;
    }

    synchronized byte[] array() {
      return buf;
    }
  }
}
