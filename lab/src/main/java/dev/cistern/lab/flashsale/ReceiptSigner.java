package dev.cistern.lab.flashsale;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** Signs receipts with a pooled {@link Mac}, which is dear to make and not thread-safe. */
final class ReceiptSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MACS_MAX = 16;
  private static final byte[] KEY = "flash-sale-receipts".getBytes(StandardCharsets.US_ASCII);

  private final GenericObjectPool<Mac> shared;
  private final boolean poolPerCall;

  ReceiptSigner(boolean poolPerCall) {
    this.shared = newMacPool();
    this.poolPerCall = poolPerCall;
  }

  /** Returns the receipt's signature in hexadecimal. */
  String signReceipt(long checksum) throws Exception {
    if (poolPerCall) {
      try (GenericObjectPool<Mac> own = newMacPool()) {
        return signWith(own, checksum);
      }
    }
    return signWith(shared, checksum);
  }

  private static String signWith(GenericObjectPool<Mac> macs, long checksum) throws Exception {
    Mac mac = macs.borrowObject();
    try {
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        mac.update((byte) (checksum >>> shift));
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } finally {
      macs.returnObject(mac);
    }
  }

  private static GenericObjectPool<Mac> newMacPool() {
    GenericObjectPoolConfig<Mac> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(MACS_MAX);
    config.setMaxIdle(MACS_MAX);
    config.setJmxEnabled(false);
    return new GenericObjectPool<>(new MacFactory(), config);
  }

  private static final class MacFactory extends BasePooledObjectFactory<Mac> {
    @Override
    public Mac create() throws GeneralSecurityException {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(KEY, ALGORITHM));
      return mac;
    }

    @Override
    public PooledObject<Mac> wrap(Mac mac) {
      return new DefaultPooledObject<>(mac);
    }

    @Override
    public void passivateObject(PooledObject<Mac> pooled) {
      pooled.getObject().reset();
    }
  }
}
