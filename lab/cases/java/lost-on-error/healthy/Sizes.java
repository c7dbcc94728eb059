//cistern:expect silent

package cases.lostonerror.healthy;

import java.io.IOException;
import org.apache.commons.pool2.ObjectPool;

/** Whatever ends the call gives the encoder back. */
final class Sizes {
  private final ObjectPool<Encoder> encoders;

  Sizes(ObjectPool<Encoder> encoders) {
    this.encoders = encoders;
  }

  int size(Object value) throws Exception {
    Encoder encoder = encoders.borrowObject();
    try {
      encoder.encode(value);
      return encoder.size();
    } finally {
      encoders.returnObject(encoder);
    }
  }

  interface Encoder {
    void encode(Object value) throws IOException;

    int size();
  }
}
