package dev.cistern.analysis;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.Finding;
import dev.cistern.model.Fragmentation;
import dev.cistern.model.Funnel;
import dev.cistern.model.HeatMap;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the analyses of one diagnosis have said so far. */
public final class Answers {
  private final List<Finding> findings = new ArrayList<>();
  private final List<Unanswered> unanswered = new ArrayList<>();
  private final List<PoolTable.Row> pools = new ArrayList<>();
  private final List<Funnel.Row> funnel = new ArrayList<>();
  private long funnelOmitted;
  private final List<Fragmentation> fragmentation = new ArrayList<>();
  private final List<HeatMap> heatMaps = new ArrayList<>();
  private Optional<AllocationTable> allocations = Optional.empty();

  void add(Fragmentation heap) {
    fragmentation.add(heap);
  }

  List<Fragmentation> fragmentation() {
    return fragmentation;
  }

  void add(HeatMap map) {
    heatMaps.add(map);
  }

  List<HeatMap> heatMaps() {
    return heatMaps;
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  void add(Unanswered question) {
    unanswered.add(question);
  }

  void add(PoolTable.Row pool) {
    pools.add(pool);
  }

  void add(Funnel.Row row) {
    funnel.add(row);
  }

  /** So many pools are not shown. */
  void omittedFromFunnel(long pools) {
    funnelOmitted += pools;
  }

  Funnel funnel() {
    return funnel.isEmpty() ? Funnel.EMPTY : new Funnel(List.copyOf(funnel), funnelOmitted);
  }

  void allocations(AllocationTable table) {
    allocations = Optional.of(table);
  }

  List<Finding> findings() {
    return findings;
  }

  List<Unanswered> unanswered() {
    return unanswered;
  }

  List<PoolTable.Row> pools() {
    return pools;
  }

  Optional<AllocationTable> allocations() {
    return allocations;
  }
}
