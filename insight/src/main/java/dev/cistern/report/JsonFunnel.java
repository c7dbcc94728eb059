package dev.cistern.report;

import dev.cistern.model.Correlation;
import dev.cistern.model.Funnel;
import dev.cistern.model.GcLink;
import dev.cistern.model.ReuseFit;

/** Writes what became of pooled objects, by {@code diagnose.schema.json}. */
final class JsonFunnel {
  private final JsonOut json;

  JsonFunnel(JsonOut json) {
    this.json = json;
  }

  void write(Funnel funnel) {
    json.list("funnel", funnel.rows(), this::row);
    json.number("funnelOmitted", funnel.omitted());
  }

  private void row(Funnel.Row row) {
    json.text("name", row.site().name());
    json.text("type", row.site().type());
    json.text("address", row.address());
    JsonReport.place(json, row.site().place());
    json.object("taken", () -> taken(row.taken()));
    json.object("back", () -> back(row.back()));
    if (row.reuse().isPresent()) {
      json.object("reuse", () -> reuse(row.reuse().get()));
    } else {
      json.nothing("reuse");
    }
    if (row.gc().isPresent()) {
      json.object("gc", () -> gc(row.gc().get()));
    } else {
      json.nothing("gc");
    }
    if (row.pressure().isPresent()) {
      json.object("pressure", () -> pressure(row.pressure().get()));
    } else {
      json.nothing("pressure");
    }
    json.text("basis", row.basis());
  }

  private void taken(Funnel.Taken taken) {
    json.number("asked", taken.asked());
    json.number("ownSlot", taken.ownSlot());
    json.number("ownQueue", taken.ownQueue());
    json.number("stolen", taken.stolen());
    json.number("victim", taken.victim());
    json.number("reused", taken.reused());
    json.number("made", taken.made());
    json.number("none", taken.none());
  }

  private void back(Funnel.Back back) {
    json.number("givenBack", back.givenBack());
    json.number("twice", back.twice());
    json.number("byOthers", back.byOthers());
    json.number("dropped", back.dropped());
    json.number("lost", back.lost());
    json.number("writtenAfter", back.writtenAfter());
    json.number("dirty", back.dirty());
    json.number("digested", back.digested());
  }

  private void reuse(ReuseFit fit) {
    json.number("intervals", fit.intervals());
    json.decimal("lambdaPerSecond", fit.lambdaPerSecond());
    json.decimal("halfLifeNanos", fit.halfLifeNanos());
    json.decimal("r2", fit.r2());
    json.decimal("statistic", fit.statistic());
    json.decimal("criticalAtOnePercent", fit.criticalAtOnePercent());
    json.flag("fits", fit.fits());
    json.list(
        "curve",
        fit.curve(),
        point -> {
          json.number("nanos", point.nanos());
          json.decimal("share", point.share());
        });
  }

  private void gc(GcLink link) {
    json.text("grade", link.grade().name().toLowerCase(Wording.ROOT));
    json.number("collections", link.collections());
    json.number("windowAcquires", link.windowAcquires());
    json.number("coldAcquires", link.coldAcquires());
    json.number("coldMisses", link.coldMisses());
    json.number("warmAcquires", link.warmAcquires());
    json.number("warmMisses", link.warmMisses());
    json.number("besideStops", link.besideStops());
    json.number("duringStops", link.duringStops());
    json.decimal("p", link.p());
    json.number("permutations", link.permutations());
    json.number("seed", link.seed());
  }

  private void pressure(Correlation correlation) {
    json.number("samples", correlation.samples());
    json.number("lagNanos", correlation.lagNanos());
    json.decimal("r", correlation.r());
    json.decimal("low", correlation.low());
    json.decimal("high", correlation.high());
    json.decimal("level", correlation.level());
    json.decimal("effectiveSamples", correlation.effectiveSamples());
    json.flag("clear", correlation.isClear());
  }
}
