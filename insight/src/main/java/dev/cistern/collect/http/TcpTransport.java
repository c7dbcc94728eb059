package dev.cistern.collect.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** HTTP and HTTPS by the JDK's client; redirects are the caller's to judge. */
final class TcpTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final URI origin;
  private final Map<String, String> headers;
  private final WallClock clock;

  TcpTransport(URI origin, Map<String, String> headers, Optional<SSLContext> tls, WallClock clock) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    tls.ifPresent(builder::sslContext);
    this.client = builder.build();
    this.origin = origin;
    this.headers = headers;
    this.clock = clock;
  }

  @Override
  public Reply get(String path, Path file, long bytesMax, Duration limit) {
    long sent = clock.nanos();
    try (BodyFile body = new BodyFile(file, bytesMax)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(path)).GET();
      headers.forEach(request::header);
      return exchange(request.build(), body, limit, sent);
    } catch (IOException e) {
      return new Reply(
          0, 0, Optional.of(reason(e)), Optional.empty(), sent, clock.nanos()); // our own disk
    }
  }

  private Reply exchange(HttpRequest request, BodyFile body, Duration limit, long sent) {
    AtomicInteger status = new AtomicInteger();
    AtomicReference<String> location = new AtomicReference<>("");
    CompletableFuture<HttpResponse<Optional<String>>> future =
        client.sendAsync(
            request,
            info -> {
              location.set(info.headers().firstValue("Location").orElse(""));
              status.set(info.statusCode());
              return new ToFile(body);
            });
    Optional<String> failure;
    try {
      failure = future.get(limit.toNanos(), TimeUnit.NANOSECONDS).body();
    } catch (TimeoutException e) {
      future.cancel(true);
      failure =
          Optional.of(
              status.get() == 0
                  ? "no answer within %d s".formatted(limit.toSeconds())
                  : "the body did not end within %d s".formatted(limit.toSeconds()));
    } catch (ExecutionException e) {
      String why = reason(e.getCause() == null ? e : e.getCause());
      failure = Optional.of(status.get() == 0 ? why : stopped(body, why));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      failure = Optional.of(STOPPED);
    }
    return new Reply(status.get(), body.bytes(), failure, where(location), sent, clock.nanos());
  }

  private static Optional<String> where(AtomicReference<String> location) {
    return Optional.ofNullable(location.get()).filter(text -> !text.isEmpty());
  }

  private static String stopped(BodyFile body, String why) {
    return "the body stopped after %d bytes: %s".formatted(body.bytes(), why);
  }

  /** What went wrong, in words that name no credentials. */
  static String reason(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "the host's name is not known";
      }
    }
    return switch (e) {
      case HttpConnectTimeoutException _ -> "no connection within 5 s";
      case ConnectException _ -> "connection refused";
      case SSLException tls -> "TLS: " + tls.getMessage();
      default -> {
        String message = e.getMessage();
        yield message == null || message.isBlank()
            ? "the connection broke off (%s)".formatted(e.getClass().getSimpleName())
            : message;
      }
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** Writes the body as it comes; the result is why it is not whole. */
  private static final class ToFile implements BodySubscriber<Optional<String>> {
    private final BodyFile body;
    private final CompletableFuture<Optional<String>> done = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    ToFile(BodyFile body) {
      this.body = body;
    }

    @Override
    public CompletionStage<Optional<String>> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      if (done.isDone()) {
        return;
      }
      try {
        for (ByteBuffer buffer : buffers) {
          if (!body.take(buffer)) {
            stop("cut at the bound of %d bytes".formatted(body.bytesMax()));
            return;
          }
        }
      } catch (IOException e) {
        stop("it could not be kept: " + reason(e));
      }
    }

    private void stop(String why) {
      subscription.join().cancel();
      done.complete(Optional.of(why));
    }

    @Override
    public void onError(Throwable e) {
      done.complete(Optional.of(stopped(body, reason(e))));
    }

    @Override
    public void onComplete() {
      done.complete(Optional.empty());
    }
  }
}
