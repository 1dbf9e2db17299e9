package io.wood.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Renders the report as one HTML file without scripts or external links, pictures included. */
public final class ReportHtml {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Content security policy: the page loads nothing from elsewhere. */
  private static final String POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

  private ReportHtml() {}

  /** Renders the whole file. */
  public static String render(ComparisonReport report) {
    HtmlWriter html = new HtmlWriter();
    html.verbatim("<!doctype html>\n").open("html", "lang", "en").open("head");
    html.open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", report.title());
    html.open("style").verbatim(stylesheet()).close("style").close("head").open("body");
    html.open("header").element("h1", report.title());
    html.element("p", report.dataset() + " · " + DATE.format(report.createdAt()), "class", "muted");
    html.close("header").open("main");
    new HeadlineSection(report, html).write();
    new DifferenceSection(report, html).write();
    new ClassSection(report, html).write();
    new PictureSection(report, html).write();
    new DetailSection(report, html).write();
    return html.close("main").close("body").close("html").toString();
  }

  /** Writes the file and creates its parent folders. */
  public static void write(ComparisonReport report, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, render(report));
  }

  private static String stylesheet() {
    try (InputStream css = ReportHtml.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is not on the class path");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
