package dev.cistern.catalogue;

/**
 * One thing wrong in a user's file.
 *
 * @param line from 1, 0 where it is not known
 * @param key the table and key, such as {@code pool[2].acquire}
 */
public record Mistake(String file, int line, String key, String wanted, String found) {
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    String at = key.isEmpty() ? "" : " " + key + ":";
    return place + ":" + at + " wanted " + wanted + ", found " + found;
  }
}
