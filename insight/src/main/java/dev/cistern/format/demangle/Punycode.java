package dev.cistern.format.demangle;

/** Names beyond ASCII as Rust writes them: RFC 3492 with {@code _} before the code. */
final class Punycode {
  private static final int BASE = 36;
  private static final int LEAST = 1;
  private static final int MOST = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int LENGTH_MAX = 512; // letters move for each one that is put between

  private Punycode() {}

  /** The name's UTF-8, one byte in each {@code char}. */
  static String decode(String name, Effort effort) throws Malformed {
    if (name.length() > LENGTH_MAX) {
      throw new Malformed("a shorter name");
    }
    int split = name.lastIndexOf('_');
    String plain = split < 0 ? "" : name.substring(0, split);
    int[] letters = new int[name.length()];
    int count = 0;
    for (int i = 0; i < plain.length(); i++) {
      letters[count++] = plain.charAt(i);
    }
    Cursor in = new Cursor(name.substring(split + 1));
    long place = 0;
    long letter = 128;
    int bias = 72;
    while (in.more()) {
      effort.step();
      long before = place;
      place += delta(in, bias);
      if (place > Integer.MAX_VALUE) {
        throw new Malformed("a smaller number");
      }
      int wider = count + 1;
      bias = bias(place - before, wider, before == 0);
      letter += place / wider;
      if (letter > Character.MAX_CODE_POINT
          || (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE)) {
        throw new Malformed("a letter");
      }
      int index = (int) (place % wider);
      System.arraycopy(letters, index, letters, index + 1, count - index);
      letters[index] = (int) letter;
      count = wider;
      place = index + 1L;
    }
    return Bytes.of(new String(letters, 0, count));
  }

  private static long delta(Cursor in, int bias) throws Malformed {
    long delta = 0;
    long weight = 1;
    for (int k = BASE; ; k += BASE) {
      char c = in.next();
      int digit =
          Cursor.isDigit(c)
              ? c - '0' + 26
              : Cursor.isLower(c) ? c - 'a' : Cursor.isUpper(c) ? c - 'A' : -1;
      if (digit < 0 || weight > Integer.MAX_VALUE) {
        throw new Malformed("a letter of punycode");
      }
      delta += digit * weight;
      int threshold = k <= bias ? LEAST : k > bias + MOST ? MOST : k - bias;
      if (digit < threshold) {
        return delta;
      }
      weight *= BASE - threshold;
    }
  }

  private static int bias(long delta, int letters, boolean first) {
    long rest = first ? delta / DAMP : delta / 2;
    rest += rest / letters;
    int k = 0;
    while (rest > (BASE - LEAST) * MOST / 2) {
      rest /= BASE - LEAST;
      k += BASE;
    }
    return (int) (k + (BASE - LEAST + 1) * rest / (rest + SKEW));
  }
}
