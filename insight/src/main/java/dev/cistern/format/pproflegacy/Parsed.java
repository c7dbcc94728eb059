package dev.cistern.format.pproflegacy;

import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.List;

/**
 * What a text or binary gave before its addresses are resolved.
 *
 * @param types the columns
 * @param header what the file says of itself
 * @param samples the samples by address
 * @param places what tells an address
 */
record Parsed(
    List<SampleType> types,
    Profile.Header header,
    Language language,
    AddressSamples samples,
    Places places) {

  /** What tells the function or the module of an address. */
  sealed interface Places permits MemoryMap, JavaSymbols {}
}
