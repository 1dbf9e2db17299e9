package io.wood.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.wood.cli.console.CommandFailedException;
import io.wood.cli.option.MaskOptions;
import io.wood.cli.option.TrainingOptions;
import io.wood.contracts.api.trainer.ManifestFile;
import io.wood.store.Json;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Reads and writes exported manifests. */
final class ManifestFiles {
  private static final ObjectMapper MAPPER =
      Json.mapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ManifestFiles() {}

  /** Formats a manifest for people to read and edit. */
  static String text(ManifestFile file) {
    try {
      return MAPPER.writeValueAsString(file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }

  /** Reads a file as it is; the trainer checks what it says. */
  static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new CommandFailedException(
          "--manifest %s is not JSON: %s".formatted(file, Json.complaint(e)), e);
    } catch (IOException e) {
      throw new CommandFailedException("--manifest %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Refuses options that say what a manifest says already. */
  static void requireAlone(CommandSpec command, String... allowed) {
    List<String> others =
        command.commandLine().getParseResult().matchedOptions().stream()
            .filter(option -> option.userObject() instanceof Field)
            .filter(ManifestFiles::describesTraining)
            .map(OptionSpec::longestName)
            .filter(name -> !List.of(allowed).contains(name))
            .toList();
    if (!others.isEmpty()) {
      throw new CommandFailedException(
          "--manifest states %s already; edit the manifest, or use `wood replay`"
              .formatted(String.join(", ", others)));
    }
  }

  private static boolean describesTraining(OptionSpec option) {
    Class<?> owner = ((Field) option.userObject()).getDeclaringClass();
    return List.of(
            TrainCommand.class, InitialWeights.class, TrainingOptions.class, MaskOptions.class)
        .contains(owner);
  }
}
