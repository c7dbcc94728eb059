package dev.cistern.lint.ir;

/**
 * A type as rules see it.
 *
 * @param name as the language prints it with full package paths, empty where it is not known
 * @param shape its kind
 */
public record TypeName(String name, Shape shape) {
  /** Nothing is known. */
  public static final TypeName UNKNOWN = new TypeName("", Shape.UNKNOWN);

  /** Whether enough is known to tell it from another. */
  public boolean isConcrete() {
    return shape.isConcrete() && !name.isEmpty();
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
