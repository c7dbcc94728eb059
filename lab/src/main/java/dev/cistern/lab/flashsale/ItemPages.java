package dev.cistern.lab.flashsale;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;

/** Renders item pages into a scratch buffer that the next page uses again. */
final class ItemPages {
  private static final int PAGE_BYTES = 32 * 1024;
  private static final int SCRATCH_MAX = 16;
  private static final byte[] ROW =
      "<li class=\"offer\">one more reason to buy it now</li>\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final Stock stock;
  private final boolean cachedByThread;
  private final ThreadLocal<ByteBuffer> ownScratch =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(PAGE_BYTES));
  private final ArrayBlockingQueue<ByteBuffer> sharedScratch =
      new ArrayBlockingQueue<>(SCRATCH_MAX);

  ItemPages(Stock stock, boolean cachedByThread) {
    this.stock = stock;
    this.cachedByThread = cachedByThread;
  }

  /** Renders the item's page and lends it to the reader. */
  void renderPage(int item, PageReader reader) throws Exception {
    if (cachedByThread) {
      reader.readPage(fillPage(ownScratch.get(), item));
      return;
    }
    ByteBuffer scratch = sharedScratch.poll();
    if (scratch == null) {
      scratch = ByteBuffer.allocate(PAGE_BYTES);
    }
    try {
      reader.readPage(fillPage(scratch, item));
    } finally {
      sharedScratch.offer(scratch);
    }
  }

  private ByteBuffer fillPage(ByteBuffer page, int item) {
    page.clear();
    int rows = 300 + stock.piecesLeft(item);
    for (int row = 0; row < rows; row++) {
      page.put(ROW);
    }
    return page.flip();
  }

  /** Takes a page that is valid during the call only. */
  @FunctionalInterface
  interface PageReader {
    void readPage(ByteBuffer page) throws Exception;
  }
}
