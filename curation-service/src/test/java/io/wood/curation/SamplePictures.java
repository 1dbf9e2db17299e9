package io.wood.curation;

import static io.restassured.RestAssured.given;

import io.wood.contracts.artifact.ArtifactRef;
import io.wood.contracts.artifact.Buckets;
import io.wood.contracts.artifact.ObjectKeys;
import io.wood.contracts.event.CandidateRanked;
import io.wood.kit.event.EventPublisher;
import io.wood.store.ArtifactStore;
import io.wood.store.Hashes;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;

/** Candidates with real pictures: landscapes, some with an object in them. */
public final class SamplePictures {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 300;

  private final ArtifactStore store;

  public SamplePictures(ArtifactStore store) {
    this.store = store;
  }

  /** Publishes candidates and waits until the service shows them. */
  public void publish(EventPublisher publisher, int first, int count) {
    List<String> images = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      CandidateRanked candidate = candidate(i);
      publisher.publish(candidate);
      images.add(candidate.image());
    }
    images.forEach(SamplePictures::awaitShown);
  }

  public static void awaitShown(String image) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> given().get("/api/candidates/" + image).statusCode() == 200);
  }

  /** A candidate; every tenth is nearly the same as the one before. */
  CandidateRanked candidate(int number) {
    int scene = number % 10 == 9 ? number - 1 : number;
    Random random = new Random(scene);
    String predicted = Samples.CLASSES.get(random.nextInt(Samples.CLASSES.size()));
    BufferedImage image = scene(predicted, random, scene % 4 == 0);
    if (scene != number) {
      image.setRGB(0, 0, Color.RED.getRGB());
    }
    byte[] bytes = jpeg(image);
    String hash = Hashes.sha256(bytes);
    double score = .5 + .4999 * Math.pow(new Random(number * 31L).nextDouble(), .6);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (String name : Samples.CLASSES) {
      scores.put(name, name.equals(predicted) ? score : (1 - score) * random.nextDouble());
    }
    List<Float> embedding = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      embedding.add((float) random.nextGaussian());
    }
    ArtifactRef artifact =
        store.put(Buckets.CANDIDATES, ObjectKeys.image(hash), bytes, "image/jpeg");
    ArtifactRef overlay =
        store.put(
            Buckets.CANDIDATES,
            ObjectKeys.overlay(Samples.model("base").weights().sha256(), hash),
            jpeg(heat(image, random)),
            "image/jpeg");
    return new CandidateRanked(
        hash,
        artifact,
        "walk/IMG_%04d.jpg".formatted(number),
        number % 3 == 0 ? "camera" : "crawler",
        WIDTH,
        HEIGHT,
        predicted,
        score,
        scores,
        Samples.model("base"),
        overlay,
        embedding,
        Instant.parse("2026-01-01T12:00:00Z").plusSeconds(number));
  }

  private static BufferedImage scene(String predicted, Random random, boolean withObject) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int horizon = 110 + random.nextInt(90);
    g.setPaint(
        new GradientPaint(
            0, 0, new Color(110 + random.nextInt(60), 160, 215), 0, horizon, Color.WHITE));
    g.fillRect(0, 0, WIDTH, horizon);
    Color ground =
        switch (predicted) {
          case "boat" -> new Color(40, 95 + random.nextInt(40), 140);
          case "train" -> new Color(125, 118, 108);
          case "bird" -> new Color(60, 110 + random.nextInt(40), 50);
          default -> new Color(110 + random.nextInt(40), 150, 70);
        };
    g.setPaint(new GradientPaint(0, horizon, ground, 0, HEIGHT, ground.darker()));
    g.fillRect(0, horizon, WIDTH, HEIGHT - horizon);
    g.setStroke(new BasicStroke(2 + random.nextInt(3)));
    for (int i = 0; i < 60; i++) {
      g.setColor(random.nextBoolean() ? ground.brighter() : ground.darker());
      int x = random.nextInt(WIDTH);
      int y = horizon + random.nextInt(HEIGHT - horizon);
      if (predicted.equals("train")) {
        g.drawLine(WIDTH / 2, horizon, x * 2 - WIDTH / 2, HEIGHT);
      } else if (predicted.equals("boat")) {
        g.drawArc(x - 30, y, 60, 8, 0, 180);
      } else {
        g.drawLine(x, y, x + random.nextInt(7) - 3, y - 14);
      }
    }
    if (withObject) {
      g.setColor(new Color(150 + random.nextInt(100), random.nextInt(90), random.nextInt(60)));
      int x = 80 + random.nextInt(200);
      g.fillRoundRect(x, horizon - 20, 110, 70, 30, 30);
      g.setColor(Color.DARK_GRAY);
      g.fillOval(x + 12, horizon + 35, 26, 26);
      g.fillOval(x + 72, horizon + 35, 26, 26);
    }
    g.dispose();
    return image;
  }

  private static BufferedImage heat(BufferedImage image, Random random) {
    BufferedImage over = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = over.createGraphics();
    g.drawImage(image, 0, 0, null);
    g.setColor(new Color(0, 0, 140, 110));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    float x = 100 + random.nextInt(200);
    float y = 120 + random.nextInt(120);
    g.setPaint(
        new RadialGradientPaint(
            x,
            y,
            130,
            new float[] {0, .4f, .75f, 1},
            new Color[] {
              new Color(255, 0, 0, 190),
              new Color(255, 220, 0, 160),
              new Color(0, 220, 220, 90),
              new Color(0, 0, 140, 0)
            }));
    g.fill(new Ellipse2D.Float(x - 130, y - 130, 260, 260));
    g.dispose();
    return over;
  }

  private static byte[] jpeg(BufferedImage image) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "jpeg", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
