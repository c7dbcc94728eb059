package example;

import dev.cistern.pool.Pool;
import org.apache.commons.pool2.KeyedObjectPool;
import org.apache.commons.pool2.ObjectPool;

class Sick {
  private final ObjectPool<StringBuilder> readers;
  private final ObjectPool<StringBuilder> writers;
  private final Pool<byte[]> small;
  private final Pool<byte[]> large;
  private final KeyedObjectPool<String, StringBuilder> left;
  private final KeyedObjectPool<String, StringBuilder> right;
  private final ObjectPool raw;

  Sick(
      ObjectPool<StringBuilder> readers,
      ObjectPool<StringBuilder> writers,
      Pool<byte[]> small,
      Pool<byte[]> large,
      KeyedObjectPool<String, StringBuilder> left,
      KeyedObjectPool<String, StringBuilder> right,
      ObjectPool raw) {
    this.readers = readers;
    this.writers = writers;
    this.small = small;
    this.large = large;
    this.left = left;
    this.right = right;
    this.raw = raw;
  }

  String otherPool(String text) throws Exception {
    StringBuilder out = readers.borrowObject();
    try {
      return out.append(text).toString();
    } finally {
      writers.returnObject(out); // want POOL-10
    }
  }

  void ownPools(int size) {
    byte[] bytes = small.acquire();
    bytes[0] = (byte) size;
    this.large.release(bytes); // want POOL-10
  }

  void keyed(String key) throws Exception {
    StringBuilder out = left.borrowObject(key);
    out.setLength(0);
    right.returnObject(key, out); // want POOL-10
  }

  void casts() throws Exception {
    First first = (First) raw.borrowObject();
    raw.returnObject(first);
    Second second = (Second) raw.borrowObject(); // want POOL-10
    raw.returnObject(second);
  }

  static class First {}

  static class Second {}
}
