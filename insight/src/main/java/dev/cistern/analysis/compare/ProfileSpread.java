package dev.cistern.analysis.compare;

import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.OptionalInt;

/**
 * The sampling error of a profile, by its own rate and counts: the samples behind a value are a
 * Poisson count.
 *
 * <p>Heap profiles give estimates of the whole: an object of s bytes is sampled with the
 * probability 1 − e^(−s/rate), so the samples behind n objects of s bytes are n (1 − e^(−s/rate)).
 * Waits are given as sums of unknown spread, counted at a rate that the profile does not name: of
 * those a single profile tells no error.
 */
final class ProfileSpread implements Spread {
  private final Profile profile;
  private final OptionalInt[] counts; // by type: the type that counts its samples
  private final double ratePerSample; // bytes of a heap profile, 0 where it is none

  ProfileSpread(Profile profile) {
    this.profile = profile;
    Profile.Header header = profile.header();
    boolean byBytes = header.periodType().filter(type -> type.unit().equals("bytes")).isPresent();
    ratePerSample = byBytes ? header.period() : 0;
    counts = new OptionalInt[profile.sampleTypes().size()];
    for (int type = 0; type < counts.length; type++) {
      counts[type] = countOf(profile.sampleTypes().get(type));
    }
  }

  private OptionalInt countOf(SampleType type) {
    String name = type.type();
    if (name.endsWith("_space") || name.endsWith("_objects")) {
      return profile.typeIndex(name.substring(0, name.lastIndexOf('_')) + "_objects");
    }
    if (name.endsWith("_size")) {
      return profile.typeIndex(name.substring(0, name.lastIndexOf('_')) + "_samples");
    }
    return switch (name) {
      case "space", "objects" -> profile.typeIndex("objects");
      default -> type.unit().equals("count") ? profile.typeIndex(name) : firstCount();
    };
  }

  private OptionalInt firstCount() {
    for (int i = 0; i < profile.sampleTypes().size(); i++) {
      if (profile.sampleTypes().get(i).unit().equals("count")) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public boolean knows(int type) {
    String name = profile.sampleTypes().get(type).type();
    return !name.equals("delay") && !name.equals("contentions");
  }

  @Override
  public double variance(int sample, int type) {
    double value = Math.abs((double) profile.value(sample, type));
    if (value == 0) {
      return 0;
    }
    return value * value / samplesBehind(sample, type, value);
  }

  private double samplesBehind(int sample, int type, double value) {
    SampleType sampleType = profile.sampleTypes().get(type);
    double count = value;
    if (counts[type].isPresent()) {
      count = Math.abs((double) profile.value(sample, counts[type].getAsInt()));
    } else if (profile.header().period() > 0) {
      count = value / profile.header().period();
    }
    if (count <= 0) {
      return 1; // a sample there must have been
    }
    if (ratePerSample > 1) {
      double bytes = bytesBeside(sample, sampleType.type());
      if (bytes > 0) {
        return count * -Math.expm1(-bytes / count / ratePerSample);
      }
    }
    return count;
  }

  /** The bytes of the objects of a sample, 0 where the profile has none. */
  private double bytesBeside(int sample, String name) {
    int stem = name.lastIndexOf('_');
    OptionalInt type = profile.typeIndex(stem < 0 ? "space" : name.substring(0, stem) + "_space");
    return type.isPresent() ? Math.abs((double) profile.value(sample, type.getAsInt())) : 0;
  }

  @Override
  public double overTime(int type, int function, boolean self) {
    return Double.NaN;
  }
}
