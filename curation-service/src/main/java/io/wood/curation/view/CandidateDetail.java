package io.wood.curation.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.event.CandidateRanked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of a candidate that is shown but never searched, with its binary format in the table
 * {@code detail}. The format is not JSON because formatting the scores as text takes most of the
 * time.
 *
 * @param name the publisher's name for it
 * @param width pixels
 * @param height pixels
 * @param artifact the file
 * @param overlay the CAM over the image, may be null
 * @param scores probability of every class
 */
public record CandidateDetail(
    String name,
    int width,
    int height,
    ArtifactRef artifact,
    ArtifactRef overlay,
    Map<String, Double> scores) {
  private static final int INITIAL_SIZE = 1024;

  static CandidateDetail of(CandidateRanked event) {
    return new CandidateDetail(
        event.name(),
        event.width(),
        event.height(),
        event.artifact(),
        event.overlay(),
        event.scores());
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_SIZE);
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      write(out, name);
      out.writeInt(width);
      out.writeInt(height);
      write(out, artifact);
      out.writeBoolean(overlay != null);
      if (overlay != null) {
        write(out, overlay);
      }
      out.writeInt(scores.size());
      for (Map.Entry<String, Double> score : scores.entrySet()) {
        write(out, score.getKey());
        out.writeDouble(score.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads the binary format. */
  public static CandidateDetail read(byte[] bytes) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      String name = text(in);
      int width = in.readInt();
      int height = in.readInt();
      ArtifactRef artifact = artifact(in);
      ArtifactRef overlay = in.readBoolean() ? artifact(in) : null;
      Map<String, Double> scores = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        scores.put(text(in), in.readDouble());
      }
      return new CandidateDetail(name, width, height, artifact, overlay, scores);
    } catch (IOException e) {
      throw new UncheckedIOException("the view holds a broken row", e);
    }
  }

  private static void write(DataOutputStream out, ArtifactRef artifact) throws IOException {
    write(out, artifact.bucket());
    write(out, artifact.key());
    write(out, artifact.sha256());
    out.writeLong(artifact.size());
    write(out, artifact.mediaType());
  }

  private static ArtifactRef artifact(DataInputStream in) throws IOException {
    return new ArtifactRef(text(in), text(in), text(in), in.readLong(), text(in));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), UTF_8);
  }
}
