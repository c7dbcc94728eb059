package dev.cistern.lab.flashsale;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** Writes sales exports into pooled buffers: a kilobyte as a rule, megabytes now and then. */
final class Exports {
  private static final int USUAL_BYTES = 4096;
  private static final int BUFFERS = 4;
  private static final byte[] ROW =
      "2026-11-22;0000017;1;4711.00;EUR;shipped;web;a1b2c3d4e5f6;ok\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final GenericObjectPool<ByteArrayOutputStream> pool;
  private final boolean keepsGrown;

  Exports(boolean keepsGrown) throws Exception {
    this.keepsGrown = keepsGrown;
    GenericObjectPoolConfig<ByteArrayOutputStream> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(BUFFERS);
    config.setMinIdle(BUFFERS);
    config.setMaxIdle(BUFFERS);
    config.setLifo(false);
    config.setJmxEnabled(false);
    this.pool = new GenericObjectPool<>(new BufferFactory(), config);
    pool.preparePool();
  }

  /** Writes the export and lends it to the reader. */
  void writeExport(int rows, ExportReader reader) throws Exception {
    int bytes = Math.multiplyExact(rows, ROW.length);
    if (bytes > USUAL_BYTES && !keepsGrown) {
      reader.readExport(fillExport(new ByteArrayOutputStream(bytes), rows));
      return;
    }
    ByteArrayOutputStream buffer = pool.borrowObject();
    try {
      reader.readExport(fillExport(buffer, rows));
    } finally {
      pool.returnObject(buffer);
    }
  }

  private static ByteArrayOutputStream fillExport(ByteArrayOutputStream buffer, int rows) {
    for (int row = 0; row < rows; row++) {
      buffer.writeBytes(ROW);
    }
    return buffer;
  }

  /** Takes an export that is valid during the call only. */
  @FunctionalInterface
  interface ExportReader {
    void readExport(ByteArrayOutputStream export) throws Exception;
  }

  private static final class BufferFactory extends BasePooledObjectFactory<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream create() {
      return new ByteArrayOutputStream(USUAL_BYTES);
    }

    @Override
    public PooledObject<ByteArrayOutputStream> wrap(ByteArrayOutputStream buffer) {
      return new DefaultPooledObject<>(buffer);
    }

    @Override
    public void passivateObject(PooledObject<ByteArrayOutputStream> pooled) {
      pooled.getObject().reset();
    }
  }
}
