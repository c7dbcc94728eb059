package dev.cistern.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a diagnosis of one snapshot has found, ready to be shown.
 *
 * @param toolVersion of the Cistern that made it
 * @param sources the files it rests on
 * @param findings the costliest first
 * @param unanswered the questions that the evidence cannot answer
 * @param pools each pool seen
 * @param allocations where memory is allocated, where the evidence tells
 * @param gc collections and heap over time, where the evidence tells
 * @param flames one flame graph for each sample type worth showing, the most telling first
 * @param damage everything that was not as its format promises
 * @param listings source lines with what they cost, where the user named a folder of source
 * @param excerpts the source around a finding, by fingerprint
 * @param funnel what became of pooled objects, where pools tell of every operation
 * @param heatMaps what was hot when, where the evidence tells
 * @param fragmentation of each heap whose slots or totals are told
 * @param states how many goroutines were in each state over time, for each trace
 */
public record DiagnosisResult(
    String toolVersion,
    List<Source> sources,
    List<Finding> findings,
    List<Unanswered> unanswered,
    PoolTable pools,
    Optional<AllocationTable> allocations,
    Optional<GcTimeline> gc,
    List<FlameGraph> flames,
    List<Damage> damage,
    List<SourceListing> listings,
    Map<String, SourceExcerpt> excerpts,
    Funnel funnel,
    List<HeatMap> heatMaps,
    List<Fragmentation> fragmentation,
    List<TaskStates> states) {

  /** One file: its name, its format and one line on what it holds. */
  public record Source(String name, String format, String summary) {}
}
