package dev.cistern.lint.ir;

import java.util.regex.Pattern;

/**
 * A type as rules see it.
 *
 * @param name as the language prints it with full package paths, empty where it is not known
 * @param shape its kind
 */
public record TypeName(String name, Shape shape) {
  /** Ends where the name of an unknown type would stand, or has one of a type parameter. */
  private static final Pattern INCOMPLETE = Pattern.compile("(^|[*\\]])$|^chan $");

  /** Nothing is known. */
  public static final TypeName UNKNOWN = new TypeName("", Shape.UNKNOWN);

  /** Whether enough is known to tell it from another. */
  public boolean isConcrete() {
    return shape.isConcrete() && !name.isEmpty() && !INCOMPLETE.matcher(name).find();
  }

  /** The name without the paths of packages, for messages. */
  public String shortName() {
    StringBuilder out = new StringBuilder();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : ' ';
      if (!Character.isLetterOrDigit(c) && "._/-~".indexOf(c) < 0) {
        String word = name.substring(start, i);
        out.append(word.substring(word.lastIndexOf('/') + 1));
        if (i < name.length()) {
          out.append(c);
        }
        start = i + 1;
      }
    }
    return out.toString();
  }
}
