package dev.cistern.model;

/**
 * A place where a file is not what its format promises; what lies whole before it was read.
 *
 * @param file the file's name as the user gave it, a member's as {@code snapshot!member}
 * @param offset bytes from the start of the file (of the inflated bytes where {@code wanted} says
 *     so)
 * @param wanted what the format promises there
 * @param found what stands there
 */
public record Damage(String file, long offset, String wanted, String found) {
  @Override
  public String toString() {
    return "%s@0x%x: wanted %s, found %s".formatted(file, offset, wanted, found);
  }
}
