package dev.cistern.format;

import dev.cistern.damage.DamageCase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A text for the damage harness, whose records are the places where a pattern matches whole. */
public abstract class LogCase implements DamageCase {
  private final Format format;
  private final String text;
  private final Pattern record;
  private final List<Bomb> bombs;

  protected LogCase(Format format, String text, String record, List<Bomb> bombs) {
    this.format = format;
    this.text = text;
    this.record = Pattern.compile(record, Pattern.MULTILINE);
    this.bombs = bombs;
  }

  /** A line many times behind a beginning. */
  protected static Bomb bomb(String name, String head, String line, int times) {
    return new Bomb(name, () -> (head + line.repeat(times)).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public byte[] sample() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    return record.matcher(new String(sample, 0, length, StandardCharsets.UTF_8)).results().count();
  }

  @Override
  public List<Bomb> bombs() {
    return bombs;
  }
}
