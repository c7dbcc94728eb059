//cistern:expect found POOL-03

package cases.lostonerror.sick;

import java.io.IOException;
import org.apache.commons.pool2.ObjectPool;

/** Forgets the encoder where the value cannot be encoded: the pool counts it as taken for good. */
final class Sizes {
  private final ObjectPool<Encoder> encoders;

  Sizes(ObjectPool<Encoder> encoders) {
    this.encoders = encoders;
  }

  int size(Object value) throws Exception {
    Encoder encoder = encoders.borrowObject();
    encoder.encode(value);
    int size = encoder.size();
    encoders.returnObject(encoder);
    return size;
  }

  interface Encoder {
    void encode(Object value) throws IOException;

    int size();
  }
}
