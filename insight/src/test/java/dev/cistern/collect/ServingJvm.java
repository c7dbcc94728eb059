package dev.cistern.collect;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A target that answers requests, a virtual thread each, for two minutes at most. */
public final class ServingJvm {
  private static final int KEPT_MAX = 10_000;

  private ServingJvm() {}

  public static void main(String[] args) throws Exception {
    ConcurrentHashMap<Integer, byte[]> kept = new ConcurrentHashMap<>();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext(
        "/",
        exchange -> {
          byte[] answer = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
          kept.put(System.identityHashCode(answer) % KEPT_MAX, new byte[1000]);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
    System.out.println("port " + http.getAddress().getPort());
    Thread.sleep(120_000);
    System.exit(0);
  }
}
