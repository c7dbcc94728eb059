package dev.cistern.report;

import dev.cistern.house.Tools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium with one page, driven over its own protocol through a WebSocket of the JDK.
 * Remembers what the page asked the network for and what it complained about.
 */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  private Browser(Process process, Path profile) throws IOException {
    this.process = process;
    this.profile = profile;
    this.socket = await(http.newWebSocketBuilder().buildAsync(pageAddress(), new Incoming()));
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts Chromium; the test is skipped where there is none. */
  static Browser start() throws IOException {
    Path chromium = Tools.chromium();
    Path profile = Files.createTempDirectory("cistern-browser");
    Process process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--remote-debugging-address=127.0.0.1",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(process, profile);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Opens a file and waits until it is loaded; forgets what earlier pages did. */
  void open(Path page) throws IOException {
    complaints.clear();
    requests.clear();
    CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
    awaited.put("Page.loadEventFired", loaded);
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    await(loaded);
  }

  /** How wide and high the window is, in CSS pixels. */
  void size(int width, int height) throws IOException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** Makes the system prefer {@code light} or {@code dark}. */
  void theme(String scheme) throws IOException {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The value of an expression, awaited if it is a promise; an exception fails the test. */
  JsonNode evaluate(String expression) throws IOException {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  String text(String expression) throws IOException {
    return evaluate(expression).asString("");
  }

  void click(double x, double y) throws IOException {
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }
  }

  /** Presses a key by its name; a letter is also typed. */
  void press(String key) throws IOException {
    Map<String, Integer> codes =
        Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "Escape",
            27,
            "PageDown",
            34,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);
    int code = codes.getOrDefault(key, (int) key.charAt(0));
    String typed = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
    Map<String, Object> down =
        Map.of(
            "type",
            typed.isEmpty() ? "rawKeyDown" : "keyDown",
            "key",
            key,
            "windowsVirtualKeyCode",
            code,
            "text",
            typed);
    call("Input.dispatchKeyEvent", down);
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
  }

  /** What the page looks like, as PNG: all of it, or what the window shows. */
  byte[] picture(boolean whole) throws IOException {
    JsonNode answer =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    return Base64.getDecoder().decode(answer.get("data").asString());
  }

  /** Errors on the console, exceptions and refusals by the page's policy. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Every address asked for but the page itself and what lies inside it. */
  List<String> requests() {
    return requests.stream()
        .filter(url -> !url.startsWith("file:") && !url.startsWith("data:"))
        .toList();
  }

  JsonNode call(String method, Map<String, ?> parameters) throws IOException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    await(socket.sendText(message, true));
    JsonNode whole = await(answer);
    if (whole.has("error")) {
      throw new IOException(method + ": " + whole.get("error"));
    }
    return whole.get("result");
  }

  private void received(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(message.get("id").asInt());
      if (answer != null) {
        answer.complete(message);
      }
      return;
    }
    String method = message.get("method").asString();
    JsonNode parameters = message.get("params");
    switch (method) {
      case "Network.requestWillBeSent" ->
          requests.add(parameters.get("request").get("url").asString());
      case "Runtime.exceptionThrown" -> complaints.add(parameters.toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(parameters.get("type").asString())) {
          complaints.add(parameters.toString());
        }
      }
      case "Log.entryAdded" -> complaints.add(parameters.toString());
      default -> {
        CompletableFuture<JsonNode> waiting = awaited.remove(method);
        if (waiting != null) {
          waiting.complete(parameters);
        }
      }
    }
  }

  /** The page's address on the debugging port, which Chromium writes into its profile. */
  private URI pageAddress() throws IOException {
    Path port = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(port) && !Files.readAllLines(port).isEmpty()) {
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json");
        for (JsonNode target : JSON.readTree(list.toURL().openStream())) {
          if (target.get("type").asString().equals("page")) {
            return URI.create(target.get("webSocketDebuggerUrl").asString());
          }
        }
      }
      pause();
    }
    throw new IOException("wanted a page of Chromium within " + PATIENCE + ", found none");
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer of Chromium", e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    http.close();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    List<Path> left = new ArrayList<>();
    try (Stream<Path> files = Files.walk(profile)) {
      files.forEach(left::addFirst);
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
  }

  /** Puts the parts of each message together. */
  private final class Incoming implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        received(message);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
