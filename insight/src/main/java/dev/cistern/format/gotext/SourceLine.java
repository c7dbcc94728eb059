package dev.cistern.format.gotext;

/** A place as Go prints it: {@code net/http/server.go:3285}, perhaps with {@code +0x4b} behind. */
record SourceLine(String file, int line) {
  private static final int DIGITS_MAX = 9;

  static SourceLine of(String text) {
    String place = text.strip();
    int space = place.lastIndexOf(" +0x");
    if (space > 0) {
      place = place.substring(0, space);
    }
    int colon = place.lastIndexOf(':');
    String digits = place.substring(colon + 1);
    boolean number =
        colon > 0
            && !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number
        ? new SourceLine(place.substring(0, colon), Integer.parseInt(digits))
        : new SourceLine(place, 0);
  }
}
