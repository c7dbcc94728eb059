//cistern:expect found POOL-02

package cases.typednil.sick;

import org.apache.commons.pool2.ObjectPool;

/** Gives null back where the name is empty, which hides the exception that was the cause. */
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
      texts.returnObject(text);
    }
  }
}
