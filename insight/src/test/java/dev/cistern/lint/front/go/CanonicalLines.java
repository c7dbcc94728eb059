package dev.cistern.lint.front.go;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a printed tree: kind, numbers, and a text preceded by its length in bytes. */
abstract class CanonicalLines {
  private byte[] out = new byte[1 << 16];
  private int size;

  final byte[] bytes() {
    return Arrays.copyOf(out, size);
  }

  private void write(int b) {
    if (size == out.length) {
      out = Arrays.copyOf(out, size * 2);
    }
    out[size++] = (byte) b;
  }

  final void line(String kind, int... numbers) {
    bytes(kind);
    numbers(numbers);
    write('\n');
  }

  final void text(String kind, String text, int... numbers) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes(kind);
    numbers(numbers);
    numbers(utf8.length);
    write(' ');
    for (byte b : utf8) {
      write(b);
    }
    write('\n');
  }

  private void bytes(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      write(ascii.charAt(i));
    }
  }

  private void numbers(int... numbers) {
    for (int number : numbers) {
      write(' ');
      if (number < 0) {
        write('-');
      }
      digits(Math.abs(number));
    }
  }

  private void digits(int number) {
    if (number >= 10) {
      digits(number / 10);
    }
    write('0' + number % 10);
  }
}
