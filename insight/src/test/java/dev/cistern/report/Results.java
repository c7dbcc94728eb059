package dev.cistern.report;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.DiagnosisResult.Source;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Finding.Cost;
import dev.cistern.model.Finding.Fix;
import dev.cistern.model.Finding.Step;
import dev.cistern.model.FlameGraph;
import dev.cistern.model.Fragmentation;
import dev.cistern.model.Funnel;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.GcTimeline.Point;
import dev.cistern.model.GcTimeline.Span;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolTable;
import dev.cistern.model.PoolTable.Row;
import dev.cistern.model.RuleId;
import dev.cistern.model.SampleType;
import dev.cistern.model.Severity;
import dev.cistern.model.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Diagnoses made by hand: one as a service gives it, one with hostile texts in every field. */
final class Results {
  static final String HOSTILE =
      "<img src=x onerror=alert(1)></script><script>alert(2)</script>`${x}`\u202Egnp.exe\u001b[31m"
          + "\u2028&amp;'\"]]>-->";

  private static final String SERVICE = "com.acme.checkout";

  private Results() {}

  /** What a recording of a small service with four pool faults gives. */
  static DiagnosisResult service() {
    return new DiagnosisResult(
        "0.1.0",
        List.of(
            new Source("checkout.jfr", "jfr", "10.2 s, 3 chunks, 51,204 events, JDK 25, G1"),
            new Source("heap.pb.gz", "pprof", "1,024 samples of alloc_space, inuse_space")),
        findings(),
        unanswered(),
        pools(),
        Optional.of(allocations()),
        Optional.of(GcResults.service()),
        List.of(
            Flames.service("alloc_space", "bytes", 1 << 20),
            Flames.service("alloc_objects", "count", 37)),
        List.of(
            new Damage(
                "checkout.jfr", 1_048_576, "a chunk of 262144 bytes", "the end after 81920")),
        List.of(Listings.of("com.acme.checkout.Pages.show", "byte[] page = render(item);")),
        Map.of(),
        Pictures.funnel(pools().rows().get(0).site(), pools().rows().get(1).site(), "exact"),
        Pictures.heat("Waiting for locks", "every wait", SERVICE + ".Stock.take", "java.util.A.b"),
        List.of(
            new Fragmentation(
                "go.trace",
                "exact",
                16_384,
                8_192,
                List.of(new Fragmentation.SizeClass(1_024, 2, 16_384, 16, 8)))),
        List.of(Pictures.states("go.trace", "waiting: chan receive")));
  }

  /** A healthy service: nothing found, everything answered. */
  static DiagnosisResult healthy() {
    return new DiagnosisResult(
        "0.1.0",
        List.of(new Source("twin.jfr", "jfr", "10.1 s, 2 chunks, 48,011 events")),
        List.of(),
        List.of(),
        new PoolTable(List.of(pools().rows().get(3))),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Funnel.EMPTY,
        List.of(),
        List.of(),
        List.of());
  }

  /** Every text field holds markup, escapes and direction overrides. */
  static DiagnosisResult hostile() {
    Place place = new Place(HOSTILE, 7, HOSTILE, HOSTILE);
    Finding finding =
        new Finding(
            new RuleId("A2-never-hit"),
            Severity.HIGH,
            EvidenceKind.SAMPLED,
            HOSTILE,
            HOSTILE,
            place,
            List.of(new Step(place, HOSTILE)),
            Optional.of(new Cost(1, 1, 1, HOSTILE)),
            HOSTILE,
            Optional.of(new Fix("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-" + HOSTILE + "\n+ok\n")),
            "javascript:alert(3)",
            HOSTILE);
    PoolSite site = new PoolSite(Language.GO, HOSTILE, HOSTILE, HOSTILE, place);
    FlameGraph flame =
        new FlameGraph(
            HOSTILE,
            new SampleType(HOSTILE, HOSTILE),
            List.of("root", HOSTILE, "</script>"),
            new int[] {-1, 0, 1},
            new int[] {0, 1, 2},
            new long[] {0, 4, 6},
            new long[] {10, 10, 6},
            3);
    return new DiagnosisResult(
        HOSTILE,
        List.of(new Source(HOSTILE, HOSTILE, HOSTILE)),
        List.of(finding),
        List.of(new Unanswered(HOSTILE, HOSTILE, HOSTILE)),
        new PoolTable(List.of(unknownPool(site, HOSTILE, HOSTILE, HOSTILE))),
        Optional.of(
            new AllocationTable(
                10,
                5,
                HOSTILE,
                List.of(new AllocationTable.Site(place, HOSTILE, 10, 1, true, HOSTILE)))),
        Optional.of(
            new GcTimeline(
                Clock.UNKNOWN,
                0,
                1_000_000_000,
                List.of(new Span(0, 5_000_000, HOSTILE)),
                List.of(new Span(1_000_000, 5_000, HOSTILE)),
                List.of(new Point(0, 10), new Point(900_000_000, 20)),
                List.of(),
                0)),
        List.of(flame),
        List.of(new Damage(HOSTILE, 1, HOSTILE, HOSTILE)),
        List.of(Listings.of(HOSTILE, HOSTILE)),
        Map.of(HOSTILE, Listings.excerpt(HOSTILE)),
        Pictures.funnel(site, site, HOSTILE),
        Pictures.heat(HOSTILE, HOSTILE, HOSTILE, "</script>"),
        List.of(new Fragmentation(HOSTILE, HOSTILE, 10, 5, List.of())),
        List.of(Pictures.states(HOSTILE, HOSTILE)));
  }

  private static Place at(String type, String method, int line) {
    return new Place(
        type + ".java", line, SERVICE + "." + type + "." + method, "checkout-service.jar");
  }

  private static List<Finding> findings() {
    Place encode = at("ResponseEncoder", "encode", 88);
    Place export = at("ExportService", "writePage", 141);
    Place session = at("SessionStore", "borrow", 52);
    Place buffer = at("Frames", "read", 203);
    return List.of(
        finding(
            "A2-never-hit",
            Severity.HIGH,
            EvidenceKind.EXACT,
            "Every get from the pool ResponseEncoder.BUFFERS makes a new buffer",
            "12,431 of 12,431 gets were misses: what is taken is never given back, so the pool"
                + " hands out nothing and each response allocates a 34 kB buffer. 61% of all"
                + " allocation comes from here.",
            encode,
            List.of(
                new Step(encode, "taken from the pool, found empty every time"),
                new Step(at("ResponseEncoder", "flush", 112), "last use of the buffer"),
                new Step(Place.UNKNOWN, "no release seen in 10.2 s")),
            Optional.of(
                new Cost(
                    43_211_000, 1_218.7, 0, "exact: Netty allocation events of the recording")),
            "Release the buffer in a finally block, or take it with try-with-resources.",
            Optional.of(
                new Fix(
                    """
                    --- a/src/main/java/com/acme/checkout/ResponseEncoder.java
                    +++ b/src/main/java/com/acme/checkout/ResponseEncoder.java
                    @@ -86,7 +86,11 @@
                       void encode(Response response, Channel channel) {
                         ByteBuffer buffer = BUFFERS.acquire();
                    -    response.writeTo(buffer);
                    -    channel.write(buffer.flip());
                    +    try {
                    +      response.writeTo(buffer);
                    +      channel.write(buffer.flip());
                    +    } finally {
                    +      BUFFERS.release(buffer);
                    +    }
                       }
                    """))),
        finding(
            "A2-oversized",
            Severity.HIGH,
            EvidenceKind.SAMPLED,
            "The pool ExportService.PAGES keeps 64 MB for requests that need 1 MB",
            "Objects grow to 4 MB with the largest export and go back as they are: 16 idle ones"
                + " hold 64 MB while the median request uses 61 kB of its page.",
            export,
            List.of(
                new Step(export, "grows to the size of the largest page"),
                new Step(at("ExportService", "close", 160), "given back without a size limit")),
            Optional.of(new Cost(2_411_724, 12, 0, "sampled: old object samples, 256 of them")),
            "Drop pages over 256 kB at release instead of keeping them.",
            Optional.empty()),
        finding(
            "A9-stuck",
            Severity.MEDIUM,
            EvidenceKind.IDENTITY,
            "Requests wait 412 ms of each second for a session of SessionStore",
            "The pool stands at its maximum of 8 while up to 61 threads wait.",
            session,
            List.of(new Step(session, "waits for an idle session")),
            Optional.of(new Cost(0, 0, 412_000_000, "sampled: ThreadPark over 20 ms")),
            "Raise the maximum to 24, or hold the session for the query alone.",
            Optional.empty()),
        finding(
            "POOL-08",
            Severity.LOW,
            EvidenceKind.SOURCE,
            "Frames.read grows a pooled buffer without a bound",
            "A single large frame stays in the pool for good.",
            buffer,
            List.of(),
            Optional.empty(),
            "Check the capacity before the give-back.",
            Optional.empty()));
  }

  private static Finding finding(
      String rule,
      Severity severity,
      EvidenceKind evidence,
      String title,
      String why,
      Place place,
      List<Step> steps,
      Optional<Cost> cost,
      String mend,
      Optional<Fix> fix) {
    RuleId id = new RuleId(rule);
    return new Finding(
        id,
        severity,
        evidence,
        title,
        why,
        place,
        steps,
        cost,
        mend,
        fix,
        "rules/" + rule + ".md",
        Finding.fingerprint(id, place.function(), title, 0));
  }

  private static List<Unanswered> unanswered() {
    return List.of(
        new Unanswered(
            "A5: Do slow pool operations come from GC?",
            "exact pool operations with their times",
            "cistern collect --pid 4711 --pool-events --window 30s -o checkout.snapshot"),
        new Unanswered(
            "A8: How fragmented is the heap?",
            "heap statistics by region",
            "jcmd 4711 JFR.start settings=cistern.jfc duration=30s filename=checkout.jfr"));
  }

  private static PoolTable pools() {
    return new PoolTable(
        List.of(
            new Row(
                pool("io.netty.util.Recycler", "ResponseEncoder.BUFFERS", "encode", 88),
                OptionalLong.of(12_431),
                OptionalLong.of(0),
                OptionalLong.of(12_431),
                OptionalLong.of(440_752_200),
                OptionalLong.of(0),
                OptionalLong.of(12_431),
                OptionalLong.of(3_145_728),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(9.1e9),
                "exact: Netty allocation events",
                "never hit",
                "0 of 12,431 gets were served by a reused object"),
            new Row(
                pool("org.apache.commons.pool2.GenericObjectPool", "ExportService.PAGES", "w", 141),
                OptionalLong.of(402),
                OptionalLong.of(377),
                OptionalLong.of(25),
                OptionalLong.of(24_600_000),
                OptionalLong.of(402),
                OptionalLong.of(0),
                OptionalLong.of(67_108_864),
                OptionalDouble.of(41e6),
                OptionalDouble.of(980e6),
                OptionalDouble.of(8.8e9),
                "sampled: 256 old objects",
                "oversized",
                "64 MB held, 61 kB used in the median"),
            unknownPool(
                pool("java.lang.ThreadLocal", "", "format", 19),
                "estimated: allocation samples alone",
                "unknown",
                "no event tells of gets"),
            new Row(
                pool("tools.jackson.core.util.RecyclerPool", "JsonBuffers", "write", 77),
                OptionalLong.of(88_120),
                OptionalLong.of(88_004),
                OptionalLong.of(116),
                OptionalLong.of(950_272),
                OptionalLong.of(88_120),
                OptionalLong.of(0),
                OptionalLong.of(131_072),
                OptionalDouble.of(310e3),
                OptionalDouble.of(2.4e6),
                OptionalDouble.of(9.9e9),
                "exact: pool events",
                "healthy",
                "99.9% of gets were served by a reused object")));
  }

  private static PoolSite pool(String type, String name, String method, int line) {
    return new PoolSite(
        Language.JVM,
        type,
        name,
        "com.acme.checkout.Factories.create",
        at("ResponseEncoder", method, line));
  }

  private static Row unknownPool(PoolSite site, String basis, String verdict, String reason) {
    return new Row(
        site,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        basis,
        verdict,
        reason);
  }

  private static AllocationTable allocations() {
    List<AllocationTable.Site> sites = new ArrayList<>();
    sites.add(
        new AllocationTable.Site(
            at("ResponseEncoder", "encode", 88), "byte[]", 440_752_200, 12_431, true, ""));
    sites.add(
        new AllocationTable.Site(
            at("PriceList", "merge", 61),
            "java.lang.Object[]",
            91_000_100,
            61_007,
            false,
            "grows an ArrayList in a loop of known length: give it that size"));
    sites.add(
        new AllocationTable.Site(
            at("Cart", "total", 33),
            "java.lang.Long",
            44_100_000,
            1_837_500,
            false,
            "boxes a long for each item: use LongStream or a primitive map"));
    for (int i = 0; i < 12; i++) {
      sites.add(
          new AllocationTable.Site(
              at("Handler" + i, "apply", 40 + i),
              "byte[]",
              9_000_000L >> i,
              4_000L >> i,
              false,
              ""));
    }
    return new AllocationTable(
        718_000_000, 465_000_000, "sampled: ObjectAllocationSample, 300/s", sites);
  }
}
