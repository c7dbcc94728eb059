package dev.cistern.lab.flashsale;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The service on loopback: one virtual thread a request or a few platform threads for all, at most
 * {@value #REQUESTS_MAX} requests at once.
 */
final class SaleServer implements AutoCloseable {
  private static final int REQUESTS_MAX = 64;
  private static final int EXPORT_ROWS_MAX = 65_536;

  private final Semaphore places = new Semaphore(REQUESTS_MAX);
  private final ExecutorService threads;
  private final HttpServer http;
  private final Journal journal;
  private final ReceiptSigner signer;
  private final ItemPages pages;
  private final Exports exports;
  private final QuoteDesk desk;

  SaleServer(Set<PlantedFault> faults, OptionalInt workers) throws Exception {
    threads =
        workers.isPresent()
            ? Executors.newFixedThreadPool(workers.getAsInt())
            : Executors.newVirtualThreadPerTaskExecutor();
    Stock stock = new Stock();
    ByteBufAllocator allocator = new AdaptiveByteBufAllocator(true);
    journal = new Journal(allocator, stock, faults.contains(PlantedFault.NEVER_RELEASED));
    signer = new ReceiptSigner(faults.contains(PlantedFault.PER_CALL));
    pages = new ItemPages(stock, faults.contains(PlantedFault.THREAD_LOCAL));
    exports = new Exports(faults.contains(PlantedFault.OVERSIZED));
    desk =
        new QuoteDesk(
            faults.contains(PlantedFault.WATCH_LEAK),
            faults.contains(PlantedFault.SATURATED),
            faults.contains(PlantedFault.KEEPS_ALL));
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/orders/", exchange -> admitAndServe(exchange, this::serveOrder));
    http.createContext("/items/", exchange -> admitAndServe(exchange, this::servePage));
    http.createContext("/exports/", exchange -> admitAndServe(exchange, this::serveExport));
    http.createContext("/quotes/", exchange -> admitAndServe(exchange, this::serveQuote));
  }

  int openDoors() {
    http.start();
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
    desk.close();
  }

  private void serveOrder(HttpExchange exchange, int buyer) throws Exception {
    try {
      long checksum = journal.enterOrder(buyer % Stock.ITEMS, buyer);
      String signature = signer.signReceipt(checksum);
      answerText(exchange, 201, signature);
    } catch (SoldOutException soldOut) {
      answerText(exchange, 409, "sold out");
    }
  }

  private void servePage(HttpExchange exchange, int item) throws Exception {
    pages.renderPage(
        item % Stock.ITEMS,
        page -> {
          exchange.sendResponseHeaders(200, page.remaining());
          exchange.getResponseBody().write(page.array(), 0, page.remaining());
        });
  }

  private void serveExport(HttpExchange exchange, int rows) throws Exception {
    if (rows < 1 || rows > EXPORT_ROWS_MAX) {
      answerText(exchange, 400, "wanted 1.." + EXPORT_ROWS_MAX + " rows, found " + rows);
      return;
    }
    exports.writeExport(
        rows,
        export -> {
          exchange.sendResponseHeaders(200, export.size());
          export.writeTo(new SlicedOutput(exchange.getResponseBody()));
        });
  }

  private void serveQuote(HttpExchange exchange, int item) throws Exception {
    answerText(exchange, 200, "quote of " + desk.askQuote(item) + " bytes");
  }

  private static void answerText(HttpExchange exchange, int status, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body);
  }

  private void admitAndServe(HttpExchange exchange, Route route) {
    String path = exchange.getRequestURI().getPath();
    RequestEvent event = RequestEvent.beginOf(path);
    boolean admitted = places.tryAcquire();
    try (exchange) {
      if (!admitted) {
        answerText(exchange, 503, "too many requests at once");
        return;
      }
      route.serveNumber(
          exchange, Integer.parseInt(path, path.lastIndexOf('/') + 1, path.length(), 10));
    } catch (NumberFormatException _) {
      refuseRequest(exchange);
    } catch (Exception broken) {
      System.err.println("request failed: " + broken);
    } finally {
      if (admitted) {
        places.release();
      }
      event.commit();
    }
  }

  private static void refuseRequest(HttpExchange exchange) {
    try {
      answerText(exchange, 400, "wanted a number at the end of the path");
    } catch (IOException gone) {
      System.err.println("client gone: " + gone.getMessage());
    }
  }

  @FunctionalInterface
  private interface Route {
    void serveNumber(HttpExchange exchange, int number) throws Exception;
  }
}
