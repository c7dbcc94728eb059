package dev.cistern.format.jfr;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The metadata read last, with the bytes they were read from.
 *
 * <p>A writer repeats its metadata in every chunk, and they are often most of a small one. Where
 * the bytes behind the times and the number of such an event are those of one that was read before,
 * its types are taken over with all that has been compiled from them; bytes that differ in any way
 * are read anew. Several are kept because recordings of several processes may be interleaved.
 */
final class KnownMetadata {
  /** Of all that are kept; a JDK's own are 110 kB. Larger ones are read in every chunk. */
  private static final int BYTES_MAX = 1 << 20;

  private static final int KEPT_MAX = 8;

  private record Known(byte[] bytes, Metadata metadata) {}

  private final Deque<Known> latestFirst = new ArrayDeque<>();
  private int keptBytes;

  /** Reads the event that begins there in the chunk that the reader has open. */
  Optional<Metadata> at(ChunkReader reader, long place) throws IOException {
    List<Metadata> found = new ArrayList<>();
    reader.eventAt(
        place,
        (body, typeId, _) -> {
          if (typeId == 0) {
            read(body).ifPresent(found::add);
          }
        });
    return found.stream().findFirst();
  }

  /** Reads the event whose body, behind size and type, the cursor stands at. */
  private Optional<Metadata> read(Cursor body) {
    int start = body.pos();
    body.integer(); // start
    body.integer(); // duration
    body.integer(); // id
    int from = body.pos();
    if (body.overrun()) {
      return Optional.empty();
    }
    Optional<Metadata> known = find(body, from);
    if (known.isPresent()) {
      return known;
    }
    int to = body.end();
    body.pos(start);
    Optional<Metadata> read = MetadataReader.read(body);
    read.ifPresent(metadata -> keep(body.data(), from, to, metadata));
    return read;
  }

  private Optional<Metadata> find(Cursor body, int from) {
    Iterator<Known> all = latestFirst.iterator();
    while (all.hasNext()) {
      Known known = all.next();
      boolean same =
          known.metadata.compressed() == body.isCompressed()
              && known.bytes.length == body.end() - from
              && Arrays.equals(known.bytes, 0, known.bytes.length, body.data(), from, body.end());
      if (same) {
        all.remove();
        latestFirst.addFirst(known);
        return Optional.of(known.metadata);
      }
    }
    return Optional.empty();
  }

  private void keep(byte[] data, int from, int to, Metadata metadata) {
    if (to - from > BYTES_MAX) {
      return;
    }
    latestFirst.addFirst(new Known(Arrays.copyOfRange(data, from, to), metadata));
    keptBytes += to - from;
    while (keptBytes > BYTES_MAX || latestFirst.size() > KEPT_MAX) {
      keptBytes -= latestFirst.removeLast().bytes.length;
    }
  }
}
