//cistern:expect silent

package cases.typednil.healthy;

import org.apache.commons.pool2.ObjectPool;

/** Gives back what it took. */
final class Render {
  private final ObjectPool<StringBuilder> texts;

  Render(ObjectPool<StringBuilder> texts) {
    this.texts = texts;
  }

  String render(String name) throws Exception {
    StringBuilder text = null;
    try {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("wanted a name");
      }
      text = texts.borrowObject();
      return text.append(name).toString();
    } finally {
      if (text != null) {
        texts.returnObject(text);
      }
    }
  }
}
