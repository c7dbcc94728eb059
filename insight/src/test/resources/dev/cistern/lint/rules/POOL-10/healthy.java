package example;

import dev.cistern.pool.Pool;
import org.apache.commons.pool2.ObjectPool;

class Healthy {
  private final ObjectPool<StringBuilder> readers;
  private final ObjectPool<StringBuilder> writers;
  private final Pool<byte[]> small;
  private final Pool<byte[]> large;
  private final ObjectPool raw;

  Healthy(
      ObjectPool<StringBuilder> readers,
      ObjectPool<StringBuilder> writers,
      Pool<byte[]> small,
      Pool<byte[]> large,
      ObjectPool raw) {
    this.readers = readers;
    this.writers = writers;
    this.small = small;
    this.large = large;
    this.raw = raw;
  }

  String samePool(String text) throws Exception {
    StringBuilder out = readers.borrowObject();
    try {
      return out.append(text).toString();
    } finally {
      readers.returnObject(out);
    }
  }

  void byLocalName(boolean read) throws Exception {
    ObjectPool<StringBuilder> pool = read ? readers : writers;
    StringBuilder out = pool.borrowObject();
    out.setLength(0);
    pool.returnObject(out);
  }

  void bySize(int size) {
    Pool<byte[]> pool = size > 1024 ? large : small;
    byte[] bytes = pool.acquire();
    bytes[0] = (byte) size;
    pool.release(bytes);
  }

  void casts() throws Exception {
    Base base = (Base) raw.borrowObject();
    raw.returnObject(base);
    Derived derived = (Derived) raw.borrowObject();
    raw.returnObject(derived);
  }

  static class Base {}

  static class Derived extends Base {}
}
