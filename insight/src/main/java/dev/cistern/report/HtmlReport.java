package dev.cistern.report;

import dev.cistern.model.DiagnosisResult;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Writes a diagnosis as one self-contained page: styles, scripts and data lie inside it, its policy
 * forbids every request, and all but the drawings reads without scripts. The page stays under 3 MB:
 * what is too small to see in a flame graph is folded into its parents first.
 */
public final class HtmlReport {
  private static final int PAGE_CHARS = 1 << 18;

  /** The same result gives the same page. */
  public void write(DiagnosisResult result, Appendable out) throws IOException {
    StringOutput page = new StringOutput(PAGE_CHARS);
    JtereportGenerated.render(
        new OwaspHtmlTemplateOutput(page), new Untouched(), Page.of(ShownResult.of(result)));
    out.append(page.toString());
  }

  /** Templates may have their tags rewritten; ours stand as they are. */
  private static final class Untouched implements HtmlInterceptor {
    @Override
    public void onHtmlTagOpened(
        String name, Map<String, Object> attributes, TemplateOutput output) {}

    @Override
    public void onHtmlTagClosed(String name, TemplateOutput output) {}
  }
}
