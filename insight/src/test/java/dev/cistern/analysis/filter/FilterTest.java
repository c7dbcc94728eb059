package dev.cistern.analysis.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterTest {
  private static Profile profile(boolean labelled, String... types) {
    Strings strings = new Strings();
    Labels labels = new Labels(strings);
    Profile.Builder builder =
        new Profile.Builder(
            List.of(types).stream().map(type -> new SampleType(type, "count")).toList(),
            new Stacks(strings),
            labels);
    long[] one = new long[types.length];
    java.util.Arrays.fill(one, 1);
    for (String service : List.of("auth", "order", "a\"b")) {
      if (labelled) {
        labels.add(strings.intern("service"), strings.intern(service), 0, 0);
      }
      builder.add(0, labels.end(), one);
    }
    return builder.build();
  }

  private static Evidence member(String name, Profile profile) {
    Facts.Source none =
        () -> {
          throw new IllegalStateException("not asked for");
        };
    return Evidence.of(name, "pprof", none, profile, List.of());
  }

  private static long left(String where) throws FilterException {
    Snapshot whole = Snapshot.of(List.of(member("cpu", profile(true, "cpu"))));
    Snapshot left = new Filter().where(where).apply(whole, (_, _) -> {});
    return left.members().getFirst().profile().orElseThrow().sampleCount();
  }

  @Test
  void a_labels_number_is_met_by_its_digits_with_and_without_its_unit() throws FilterException {
    Strings strings = new Strings();
    Labels labels = new Labels(strings);
    labels.add(strings.intern("size"), 0, 512, strings.intern("bytes"));
    int set = labels.end();
    assertThat(WhereParser.parse("label.size == \"512\"").meets(labels, set)).isTrue();
    assertThat(WhereParser.parse("label.size == \"512bytes\"").meets(labels, set)).isTrue();
    assertThat(WhereParser.parse("label.size == \"51\"").meets(labels, set)).isFalse();
  }

  @Test
  void conditions_on_labels_are_joined_as_they_read() throws FilterException {
    assertThat(left("label.service == \"auth\"")).isEqualTo(1);
    assertThat(left("label.service != \"auth\"")).isEqualTo(2);
    assertThat(left("label.service==\"auth\"||label.service==\"order\"")).isEqualTo(2);
    assertThat(left("!(label.service == \"auth\" || label.service == \"order\")")).isEqualTo(1);
    assertThat(left("label.service == \"a\\\"b\"")).isEqualTo(1);
    assertThat(left("label.other != \"x\" && label.service == \"auth\"")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "label.service = \"x\" ; at 15: wanted == or !=, found '='",
        "service == \"x\" ; at 1: wanted label.NAME, ! or (, found 's'",
        "label. == \"x\" ; at 7: wanted a label's name, found ' '",
        "label.a == x ; at 12: wanted a text in \"quotes\", found 'x'",
        "label.a == \"x ; at 14: wanted the closing quote, found the end",
        "(label.a == \"x\" ; at 16: wanted ), found the end",
        "label.a == \"x\" label ; at 16: wanted &&, || or the end, found 'l'",
      })
  void a_mistake_is_told_with_its_place_and_what_was_expected(String filter, String told) {
    assertThatThrownBy(() -> new Filter().where(filter))
        .isInstanceOf(FilterException.class)
        .hasMessageEndingWith(told);
    assertThatThrownBy(() -> new Filter().where("(".repeat(100_000)))
        .isInstanceOf(FilterException.class);
  }

  @Test
  void what_carries_no_labels_or_another_kind_is_left_out_and_said() throws FilterException {
    List<String> told = new ArrayList<>();
    Snapshot whole =
        Snapshot.of(
            List.of(
                member("cpu", profile(true, "samples", "cpu")),
                member("allocs", profile(false, "alloc_space", "inuse_space"))));
    Snapshot labelled =
        new Filter().where("label.service == \"auth\"").apply(whole, (name, _) -> told.add(name));
    assertThat(labelled.members()).extracting(Evidence::name).containsExactly("cpu");
    Snapshot alloc = new Filter().event("alloc").apply(whole, (name, _) -> told.add(name));
    assertThat(alloc.members()).extracting(Evidence::name).containsExactly("allocs");
    assertThat(alloc.members().getFirst().profile().map(Profile::sampleTypes))
        .isEqualTo(Optional.of(List.of(new SampleType("alloc_space", "count"))));
    assertThat(told).containsExactly("allocs", "cpu");
  }

  @Test
  void a_manifest_keeps_filters_so_that_they_are_the_same_when_read() throws FilterException {
    List<String> forms =
        Filter.forManifest(List.of("label.a == \"x\""), Optional.of(500L), List.of("block"));
    assertThat(forms).containsExactly("where label.a == \"x\"", "longer-than 500", "event block");
    assertThat(new Filter().of(forms).isEmpty()).isFalse();
    assertThatThrownBy(() -> new Filter().of(List.of("colour green")))
        .isInstanceOf(FilterException.class);
  }
}
