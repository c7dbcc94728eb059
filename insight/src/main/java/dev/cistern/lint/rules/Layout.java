package dev.cistern.lint.rules;

import java.util.List;
import java.util.Optional;

/**
 * How values of a type lie in the memory of a 64-bit machine.
 *
 * @param parts in the order of their offsets
 * @param bytes the size of a value
 */
public record Layout(List<Part> parts, long bytes) {
  /**
   * Something that lies in one piece.
   *
   * @param offset from the value's start
   * @param unitBytes the size of one element
   * @param count how many of them lie behind each other
   * @param pointer whether the collector follows it
   */
  public record Part(long offset, int unitBytes, long count, boolean pointer) {}

  /** Why memory of this layout cannot stand for another type; empty where it can. */
  Optional<String> clash(Layout other) {
    if (other.bytes > bytes) {
      return Optional.of(
          "%d bytes are touched where %d were allocated".formatted(other.bytes, bytes));
    }
    List<Part> own = parts.stream().filter(part -> isPointerIn(part, other.bytes)).toList();
    List<Part> its = other.parts.stream().filter(Part::pointer).toList();
    return own.equals(its)
        ? Optional.empty()
        : Optional.of("pointers lie where the collector takes the memory for numbers, or none");
  }

  private static boolean isPointerIn(Part part, long bytes) {
    return part.pointer() && part.offset() < bytes;
  }
}
