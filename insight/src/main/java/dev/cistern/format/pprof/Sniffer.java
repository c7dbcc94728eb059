package dev.cistern.format.pprof;

import dev.cistern.format.Format.Claim;
import dev.cistern.format.Head;

/** Tells whether a file may be a profile.proto, which has no magic number. */
final class Sniffer {
  private static final int TEXT_BYTES = 64;

  private Sniffer() {}

  /**
   * At best {@link Claim#MAYBE}: it begins with a sample type, or its first two fields are ones of
   * profile.proto.
   */
  static Claim claim(Head head) {
    byte[] bytes = head.bytes();
    if (isText(bytes)) {
      return Claim.NO; // such as a dump that begins with digits: '2' is a string's tag
    }
    Wire wire = new Wire(bytes, 0, bytes.length);
    int known = 0;
    try {
      for (int fields = 0; wire.more() && fields < 2; fields++) {
        int tag = wire.tag();
        if (!isKnown(tag)) {
          return Claim.NO;
        }
        known++;
        if (tag == Field.SAMPLE_TYPE || tag == Field.PERIOD_TYPE) {
          return isType(wire, bytes.length) ? Claim.MAYBE : Claim.NO;
        }
        wire.skip(tag);
      }
      return known > 0 ? Claim.MAYBE : Claim.NO;
    } catch (Broken e) {
      boolean longField = known > 0 && bytes.length >= Head.MAX_BYTES; // longer than the head
      return longField ? Claim.MAYBE : Claim.NO;
    }
  }

  /** Whether the first bytes are text: short messages have lengths and numbers below a space. */
  private static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, TEXT_BYTES); i++) {
      int b = bytes[i];
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean isKnown(int tag) {
    return switch (tag) {
      case Field.SAMPLE_TYPE,
          Field.SAMPLE,
          Field.MAPPING,
          Field.LOCATION,
          Field.FUNCTION,
          Field.STRING,
          Field.DROP_FRAMES,
          Field.KEEP_FRAMES,
          Field.TIME_NANOS,
          Field.DURATION_NANOS,
          Field.PERIOD_TYPE,
          Field.PERIOD,
          Field.COMMENT,
          Field.COMMENTS,
          Field.DEFAULT_SAMPLE_TYPE,
          Field.DOC_URL ->
          true;
      default -> false;
    };
  }

  /** Whether a message of two string numbers stands here; moves past it. */
  private static boolean isType(Wire wire, int end) throws Broken {
    int typeEnd = wire.enter();
    while (wire.more()) {
      int tag = wire.tag();
      if (tag != Field.TYPE_TYPE && tag != Field.TYPE_UNIT) {
        return false;
      }
      wire.varint();
    }
    wire.narrow(typeEnd, end);
    return true;
  }
}
