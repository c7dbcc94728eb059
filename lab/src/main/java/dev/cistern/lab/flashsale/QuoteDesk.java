package dev.cistern.lab.flashsale;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * Asks a remote price service for quotes over a few pooled links, keeps the latest quotes, and
 * watches the prices.
 */
final class QuoteDesk implements AutoCloseable {
  private static final int LINKS = 4;
  private static final int QUOTE_BYTES = 8192;
  private static final int KEPT_MAX = 64;
  private static final int ASKS_PER_WATCH = 8;
  private static final long QUICK_MILLIS = 1;
  private static final long SLOW_MILLIS = 400;

  private final GenericObjectPool<PriceLink> links;
  private final Map<Long, byte[]> quotes;
  private final AtomicLong asked = new AtomicLong();
  private final boolean watchPerAsk;

  /**
   * Opens the desk.
   *
   * @param watchPerAsk starts a price watch again and again and stops none
   * @param slowRemote whether the remote service takes long, while a link is held
   * @param keepsAll keeps every quote instead of the latest
   */
  QuoteDesk(boolean watchPerAsk, boolean slowRemote, boolean keepsAll) {
    this.watchPerAsk = watchPerAsk;
    this.quotes = keepsAll ? new HashMap<>() : new Latest();
    GenericObjectPoolConfig<PriceLink> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(LINKS);
    config.setMaxIdle(LINKS);
    config.setJmxEnabled(false);
    links =
        new GenericObjectPool<>(new LinkFactory(slowRemote ? SLOW_MILLIS : QUICK_MILLIS), config);
    watchPrices();
  }

  /** Returns the size of the quote for an item. */
  int askQuote(int item) throws Exception {
    long number = asked.incrementAndGet();
    if (watchPerAsk && number % ASKS_PER_WATCH == 0) {
      watchPrices();
    }
    PriceLink link = links.borrowObject();
    try {
      byte[] quote = link.fetchQuote(item);
      synchronized (quotes) {
        quotes.put(number, quote);
      }
      return quote.length;
    } finally {
      links.returnObject(link);
    }
  }

  @Override
  public void close() {
    links.close();
  }

  private static void watchPrices() {
    Thread.ofPlatform().daemon().name("price-watch").start(() -> awaitPrices());
  }

  private static void awaitPrices() {
    try {
      while (true) {
        Thread.sleep(1_000);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The latest quotes, the older ones gone. */
  private static final class Latest extends LinkedHashMap<Long, byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
      return size() > KEPT_MAX;
    }
  }

  /** A link to the remote service, which is played here by its delay. */
  private record PriceLink(long delayMillis) {
    byte[] fetchQuote(int item) throws InterruptedException {
      Thread.sleep(delayMillis);
      byte[] quote = new byte[QUOTE_BYTES];
      quote[0] = (byte) item;
      return quote;
    }
  }

  private static final class LinkFactory extends BasePooledObjectFactory<PriceLink> {
    private final long delayMillis;

    LinkFactory(long delayMillis) {
      this.delayMillis = delayMillis;
    }

    @Override
    public PriceLink create() {
      return new PriceLink(delayMillis);
    }

    @Override
    public PooledObject<PriceLink> wrap(PriceLink link) {
      return new DefaultPooledObject<>(link);
    }
  }
}
