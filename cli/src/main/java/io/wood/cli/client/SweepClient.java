package io.wood.cli.client;

import io.wood.contracts.api.trainer.SweepDetail;
import io.wood.contracts.api.trainer.SweepOrder;
import io.wood.contracts.api.trainer.SweepSummary;
import java.util.List;

/** Requests, looks up, resumes and cancels sweeps of the trainer. */
public final class SweepClient {
  private static final String PATH = "/api/sweeps";

  private final HttpApi api;

  public SweepClient(RunningSystem system) {
    this.api = system.api("trainer");
  }

  /** Requests a sweep; one that exists is resumed. */
  public SweepDetail request(SweepOrder order) {
    return api.post(PATH, order, SweepDetail.class);
  }

  /** Returns what a sweep would train. */
  public SweepDetail preview(SweepOrder order) {
    return api.post(PATH + "/preview", order, SweepDetail.class);
  }

  /** Requests the trainings that failed, were cancelled or were never requested. */
  public SweepDetail resume(String sweep, String by) {
    return api.post(of(sweep) + "/resume?by=" + HttpApi.encoded(by), List.of(), SweepDetail.class);
  }

  /** Cancels what has not ended. */
  public void cancel(String sweep, String by) {
    api.delete(of(sweep) + "?by=" + HttpApi.encoded(by));
  }

  /** Lists all sweeps, newest first. */
  public List<SweepSummary> list() {
    return api.list(PATH, SweepSummary.class);
  }

  /** Returns one sweep in full. */
  public SweepDetail show(String sweep) {
    return api.get(of(sweep), SweepDetail.class);
  }

  /** Returns the report, one HTML file. */
  public String report(String sweep) {
    return api.text(of(sweep) + "/report");
  }

  /** Returns the plot as SVG. */
  public String plot(String sweep) {
    return api.text(of(sweep) + "/plot.svg");
  }

  private static String of(String sweep) {
    return PATH + "/" + HttpApi.encoded(sweep);
  }
}
