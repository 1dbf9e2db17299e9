package io.wood.method.network.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.wood.method.network.weights.ParameterSpec.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights files as tools and people write them. */
class WeightsFileTest {
  private static final List<ParameterSpec> NETWORK =
      List.of(
          new ParameterSpec("conv1.weight", new Shape(2, 3), Kind.CONVOLUTION),
          new ParameterSpec("bn1.running_mean", new Shape(2), Kind.MEAN),
          new ParameterSpec("classifier.weight", new Shape(2, 2), Kind.CLASSIFIER));

  private int storages;

  /** Pairs of names and tensors, to be enclosed in a dictionary. */
  private TorchFile entries(TorchFile file, String prefix, float first) {
    file.text(prefix + "conv1.weight")
        .floats("" + storages++, new int[] {2, 3}, first, 1, 2, 3, 4, 5)
        .text(prefix + "bn1.running_mean")
        .floats("" + storages++, new int[] {2}, 6, 7)
        .text(prefix + "bn1.num_batches_tracked");
    byte[] counter = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(9).array();
    return file.tensor("" + storages++, "LongStorage", 1, counter);
  }

  private TorchFile state(String prefix) {
    return entries(new TorchFile().codes("}("), prefix, 0).codes("u");
  }

  private static Map<String, StoredTensor> trunk(byte[] file) {
    return WeightsFile.of(file).selectTrunk("the trunk", NETWORK);
  }

  private static void assertIsTheNetwork(byte[] file) {
    Map<String, StoredTensor> found = trunk(file);
    assertThat(found.keySet()).containsExactlyInAnyOrder("conv1.weight", "bn1.running_mean");
    assertThat(found.get("conv1.weight").values()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(found.get("bn1.running_mean").values()).containsExactly(6, 7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "module.",
        "_orig_mod.",
        "module._orig_mod.",
        "backbone.",
        "encoder.",
        "model.backbone.module.",
        "module.encoder_q._fsdp_wrapped_module."
      })
  void aPrefixIsFound(String prefix) {
    assertIsTheNetwork(state(prefix).archive());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"state_dict", "model", "model_state_dict", "module", "net", "model_ema", "ema"})
  void theStateMayLieUnderAKeyBesideWhatIsHeldInert(String key) {
    TorchFile file = new TorchFile().codes("}(").text(key);
    entries(file.codes("}("), "module.", 0).codes("u");
    file.text("best")
        .name("numpy._core.multiarray", "scalar")
        .codes("(")
        .name("numpy", "dtype")
        .codes("(")
        .text("f8")
        .code(0x89, 0x88)
        .codes("tR(")
        .integer(3)
        .codes("NtbU\10")
        .bytes(new byte[8])
        .codes("tR")
        .text("path")
        .name("pathlib", "PosixPath")
        .codes("(")
        .text("runs")
        .codes("tR")
        .text("args")
        .name("argparse", "Namespace")
        .codes(")")
        .code(0x81)
        .codes("}(")
        .text("lr")
        .integer(1)
        .codes("ub")
        .text("rng")
        .name("random", "getstate")
        .codes(")R]")
        .integer(4)
        .codes("a")
        .codes("0")
        .text("queue")
        .name("collections", "deque")
        .codes(")R(")
        .integer(4)
        .codes("e")
        .text("optimizer")
        .codes("}(")
        .text("momentum")
        .floats("m", new int[] {2, 3}, 9, 9, 9, 9, 9, 9)
        .codes("uu");

    assertIsTheNetwork(file.archive());
  }

  @Test
  void nothingOfAFileIsExecuted(@TempDir Path directory) {
    Path trace = directory.resolve("trace");
    TorchFile file = new TorchFile().codes("}(").text("x").name("os", "system").codes("(");
    file.text("touch " + trace).codes("tR").text("y");
    file.name("builtins", "eval").codes("(").text("1").codes("tR");
    assertIsTheNetwork(entries(file, "", 0).codes("u").archive());

    assertThat(Files.exists(trace)).isFalse();
  }

  @Test
  void aWholeModuleIsReadByItsAttributes() {
    TorchFile file =
        new TorchFile().name("my.code", "Net").codes(")").code(0x81).codes("}(").text("_modules");
    file.codes("}(").text("conv1").name("torch.nn", "Conv2d").codes(")").code(0x81);
    file.codes("}(").text("_parameters").codes("}(").text("weight");
    file.name("torch._utils", "_rebuild_parameter").codes("(");
    file.floats("0", new int[] {2, 3}, 0, 1, 2, 3, 4, 5).code(0x88).codes("}tR").codes("uub");
    file.text("bn1").name("torch.nn", "BatchNorm2d").codes(")").code(0x81);
    file.codes("}(").text("_buffers").codes("}(").text("running_mean");
    file.floats("1", new int[] {2}, 6, 7).codes("uubuub");

    assertIsTheNetwork(file.archive());
  }

  @Test
  void anAverageCountsOnlyWhereNothingElseFits() {
    TorchFile file = new TorchFile().codes("}(").text("ema");
    entries(file.codes("}("), "", 8).codes("u").text("model");
    entries(file.codes("}("), "", 0).codes("uu");

    assertIsTheNetwork(file.archive());
  }

  /** A loss, an average, a projector, a classifier, a counter: as training frameworks save them. */
  @Test
  void aStateMayHoldMoreThanTheTrunk() {
    TorchFile file = new TorchFile().codes("}(").text("state_dict").codes("}(");
    entries(file, "net.", 0);
    for (String name :
        List.of(
            "n_averaged",
            "criterion.weight",
            "ema_net_conv1_weight",
            "net.projector.0.weight",
            "net.fc.weight")) {
      file.text(name).floats(name, new int[] {1}, 1);
    }
    file.codes("u").text("pytorch-lightning_version").text("2.4").text("hyper_parameters");
    file.name("omegaconf.dictconfig", "DictConfig").codes(")").code(0x81).codes("}(");
    file.text("_content").codes("}").text("_flags_cache").codes("Nubu");

    assertIsTheNetwork(file.archive());
  }

  @Test
  void severalNetworksAreAChoice() {
    TorchFile file = new TorchFile().codes("}(");
    entries(file, "student.", 8);
    byte[] archive = entries(file, "teacher.", 0).codes("u").archive();

    assertThatThrownBy(() -> trunk(archive))
        .isInstanceOf(WrongWeightsException.class)
        .hasMessageContaining("student., teacher.")
        .hasMessageContaining("--prefix student.");
    assertThat(WeightsFile.of(archive).below("teacher.").selectTrunk("the trunk", NETWORK))
        .hasSize(2);
    assertThatThrownBy(() -> WeightsFile.of(archive).below("pupil."))
        .hasMessageContaining("'pupil.'")
        .hasMessageContaining("student.conv1.weight");
  }

  @Test
  void theRemedyNamesWhatWasFound() {
    TorchFile file = state("backbone.");
    byte[] archive = file.archive();
    List<ParameterSpec> larger =
        List.of(
            NETWORK.get(0),
            NETWORK.get(1),
            new ParameterSpec("conv1.bias", new Shape(2), Kind.SHIFT));

    assertThatThrownBy(() -> WeightsFile.of(archive).selectTrunk("the trunk", larger))
        .hasMessageContaining("1 missing (conv1.bias)");
    assertThatThrownBy(
            () ->
                WeightsFile.of(archive).below("backbone.conv1.").selectTrunk("the trunk", NETWORK))
        .hasMessageContaining("2 missing");
  }

  @Test
  void aLargerNetworkIsNotTakenForASmallerOne() {
    TorchFile file = new TorchFile().codes("}(");
    entries(file, "", 0).text("conv1.extra").floats("x", new int[] {1}, 1);
    file.text("head.weight").floats("y", new int[] {1}, 1).codes("u");
    byte[] archive = file.archive();

    assertThatThrownBy(() -> trunk(archive)).hasMessageContaining("1 unexpected (conv1.extra)");
  }

  @ParameterizedTest
  @CsvSource({
    "BoolStorage, 00 01 02, 0 1 1",
    "ByteStorage, 00 80 ff, 0 128 255",
    "CharStorage, 00 80 ff, 0 -128 -1",
    "ShortStorage, 0100 ff7f ffff, 1 32767 -1",
    "IntStorage, 01000000 ffffffff 00000080, 1 -1 -2147483648",
    "LongStorage, 0100000000000000 ffffffffffffffff 0700000000000000, 1 -1 7",
    "HalfStorage, 003e 00b4 007c, 1.5 -.25 Infinity",
    "BFloat16Storage, 00c0 003f 803f, -2 .5 1",
    "DoubleStorage, 000000000000f03f 00000000000000c0 000000000000e03f, 1 -2 .5"
  })
  void everyTypeIsRead(String type, String hex, String expected) {
    byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
    String[] numbers = expected.split(" ", -1);
    TorchFile file = new TorchFile().codes("}(").text("a");
    file.tensor("0", type, 3, content, 3).codes("u");
    byte[] archive = file.archive();
    byte[] old =
        new TorchFile()
            .codes("}(")
            .text("a")
            .tensor("0", type, 3, content, 3)
            .codes("u")
            .legacy(true);

    for (byte[] each : List.of(archive, old)) {
      float[] values =
          WeightsFile.of(each)
              .select("x", List.of(new ParameterSpec("a", new Shape(3), Kind.SHIFT)))
              .get("a")
              .values();
      for (int i = 0; i < 3; i++) {
        assertThat(values[i]).isEqualTo(Float.parseFloat(numbers[i]));
      }
    }
  }

  @Test
  void anUnknownTypeIsNamedWhenItIsNeeded() {
    byte[] archive =
        new TorchFile()
            .codes("}(")
            .text("a")
            .tensor("0", "QInt8Storage", 1, new byte[1], 1)
            .codes("u")
            .archive();
    StoredTensor tensor =
        WeightsFile.of(archive)
            .select("x", List.of(new ParameterSpec("a", new Shape(1), Kind.SHIFT)))
            .get("a");

    assertThatThrownBy(tensor::values).hasMessageContaining("QInt8Storage");
  }

  @Test
  void theByteOrderOfAnArchiveCounts() {
    TorchFile big = new TorchFile().order(ByteOrder.BIG_ENDIAN).codes("}(");
    entries(big, "", 0).codes("u");
    assertIsTheNetwork(big.archive("big"));
    assertIsTheNetwork(state("").archive(null));
    byte[] middle = state("").archive("middle");

    assertThatThrownBy(() -> WeightsFile.of(middle)).hasMessageContaining("'middle'");
  }

  @Test
  void theFormatFromBefore16IsReadUnlessItIsOfABigEndianMachine() {
    assertIsTheNetwork(state("module.").legacy(true));
    byte[] big = state("").legacy(false);
    byte[] whole = state("").legacy(true);

    assertThatThrownBy(() -> WeightsFile.of(big)).hasMessageContaining("big-endian");
    for (int cut = 1; cut < whole.length; cut += 7) {
      byte[] part = Arrays.copyOf(whole, whole.length - cut);
      assertThatThrownBy(() -> WeightsFile.of(part)).isInstanceOf(WrongWeightsException.class);
    }
  }

  @Test
  void anotherPickleIsNamed() {
    byte[] pickle = {(byte) 0x80, 4, ']', '.'};

    assertThatThrownBy(() -> WeightsFile.of(pickle)).hasMessageContaining("pickle");
  }

  @Test
  void announcedLengthsAreComparedWithTheFile() throws IOException {
    byte[] text = new TorchFile().codes("B\377\377\377\177").archive();
    byte[] text8 = new TorchFile().code(0x8d, 0, 0, 0, 0x7f, 0, 0, 0, 0).archive();
    byte[] storage =
        new TorchFile()
            .codes("}(")
            .text("a")
            .tensor("0", "FloatStorage", 1 << 30, new byte[4], 1 << 30)
            .codes("u")
            .archive();

    assertThatThrownBy(() -> WeightsFile.of(text)).hasMessageContaining("announces");
    assertThatThrownBy(() -> WeightsFile.of(text8)).hasMessageContaining("announces");
    StoredTensor tensor =
        WeightsFile.of(storage)
            .select("x", List.of(new ParameterSpec("a", new Shape(1 << 30), Kind.SHIFT)))
            .get("a");
    assertThatThrownBy(tensor::values).hasMessageContaining("beyond its storage");
  }

  /** Each list holds the one before ten times. */
  @Test
  void listsOfListsOfListsAreCounted() {
    TorchFile file = new TorchFile().codes("]q").code(0);
    for (int level = 1; level < 9; level++) {
      file.codes("](");
      for (int i = 0; i < 10; i++) {
        file.codes("h").code(level - 1);
      }
      file.codes("eq").code(level);
    }
    byte[] archive = file.archive();

    assertThatThrownBy(() -> WeightsFile.of(archive))
        .isInstanceOf(WrongWeightsException.class)
        .hasMessageContaining("1000000 containers");
  }

  @Test
  void anEntryThatInflatesToGigabytesIsRefused() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(1);
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }

    assertThatThrownBy(() -> WeightsFile.of(file.toByteArray())).hasMessageContaining("256 MiB");
  }

  @ParameterizedTest
  @CsvSource({
    "BOOL, 00 01 01, 0 1 1",
    "U8, 00 80 ff, 0 128 255",
    "I32, 01000000 ffffffff 00000080, 1 -1 -2147483648",
    "I64, 0100000000000000 ffffffffffffffff 0700000000000000, 1 -1 7",
    "F16, 003e 00b4 007c, 1.5 -.25 Infinity",
    "BF16, 00c0 003f 803f, -2 .5 1",
    "F64, 000000000000f03f 00000000000000c0 000000000000e03f, 1 -2 .5"
  })
  void everyTypeOfSafetensorsIsRead(String type, String hex, String expected) {
    byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
    byte[] file =
        safetensors(
            "{\"__metadata__\":{\"format\":\"pt\"},\"a\":{\"dtype\":\"%s\",\"shape\":[3],\"data_offsets\":[0,%d]}}"
                .formatted(type, content.length),
            content);
    float[] values =
        WeightsFile.of(file)
            .select("x", List.of(new ParameterSpec("a", new Shape(3), Kind.SHIFT)))
            .get("a")
            .values();

    for (int i = 0; i < 3; i++) {
      assertThat(values[i]).isEqualTo(Float.parseFloat(expected.split(" ", -1)[i]));
    }
  }

  /** Its first bytes are those of a zip archive, PK. */
  @Test
  void aHeaderOf0x4b50BytesIsNoArchive() {
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    byte[] file =
        safetensors(
            header + " ".repeat(0x4b50 - header.length()), new byte[] {0, 0, (byte) 128, 63});

    assertThat(file[0]).isEqualTo((byte) 'P');
    assertThat(WeightsFile.of(file).names()).containsExactly("a");
  }

  @Test
  void aHeaderBeyondTheFileIsRefusedAsWhatItIs() {
    byte[] file = safetensors("{}", new byte[190]);
    file[3] = 0x71;

    assertThatThrownBy(() -> WeightsFile.of(file))
        .isInstanceOf(WrongWeightsException.class)
        .hasMessageContaining("a header of 1895825410 bytes, and the file has 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,400]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":1,\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\"}}",
        "{\"a\":7}",
        "{\"a\""
      })
  void aDamagedHeaderIsRefused(String header) {
    byte[] file = safetensors(header, new byte[4]);

    assertThatThrownBy(() -> WeightsFile.of(file))
        .isInstanceOf(WrongWeightsException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void whatIsNoWeightsFileIsNamed() throws IOException {
    ByteArrayOutputStream wrapped = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(wrapped)) {
      zip.putNextEntry(new ZipEntry("weights.pth"));
    }

    assertThatThrownBy(() -> WeightsFile.of(new byte[0])).hasMessageContaining("empty");
    assertThatThrownBy(() -> WeightsFile.of("<!DOCTYPE html>".getBytes(UTF_8)))
        .hasMessageContaining("web page");
    assertThatThrownBy(
            () -> WeightsFile.of("version https://git-lfs.github.com/spec/v1\n".getBytes(UTF_8)))
        .hasMessageContaining("git lfs pull");
    assertThatThrownBy(() -> WeightsFile.of(wrapped.toByteArray()))
        .hasMessageContaining("weights.pth")
        .hasMessageContaining("unpack");
  }

  @Test
  void timmsNamesOfMobileNetAreTorchvisions() {
    TorchFile file = new TorchFile().codes("}(");
    String[][] names = {
      {"conv_stem.weight", "features.0.0.weight"},
      {"bn1.weight", "features.0.1.weight"},
      {"blocks.0.0.conv_dw.weight", "features.1.conv.0.0.weight"},
      {"blocks.0.0.bn1.bias", "features.1.conv.0.1.bias"},
      {"blocks.0.0.conv_pw.weight", "features.1.conv.1.weight"},
      {"blocks.0.0.bn2.running_mean", "features.1.conv.2.running_mean"},
      {"blocks.1.1.conv_pw.weight", "features.3.conv.0.0.weight"},
      {"blocks.5.2.bn2.weight", "features.16.conv.1.1.weight"},
      {"blocks.6.0.conv_pwl.weight", "features.17.conv.2.weight"},
      {"blocks.6.0.bn3.running_var", "features.17.conv.3.running_var"},
      {"conv_head.weight", "features.18.0.weight"},
      {"bn2.running_var", "features.18.1.running_var"}
    };
    for (String[] name : names) {
      file.text("model." + name[0]).floats(name[0], new int[] {1}, 1);
    }

    assertThat(WeightsFile.of(file.codes("u").archive()).names())
        .containsExactlyInAnyOrder(
            Arrays.stream(names).map(name -> "model." + name[1]).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "0.weight 1.running_mean 4.0.conv1.weight 7.2.bn3.bias, conv1.weight bn1.running_mean layer1.0.conv1.weight layer4.2.bn3.bias",
    "0.0.weight 0.1.bias 1.conv.0.0.weight 18.1.bias, features.0.0.weight features.0.1.bias features.1.conv.0.0.weight features.18.1.bias"
  })
  void partsThatWereSavedAsAListHaveTheirNames(String given, String expected) {
    for (String prefix : List.of("", "module.backbone.", "student.0.")) {
      TorchFile file = new TorchFile().codes("}(");
      for (String name : given.split(" ", -1)) {
        file.text(prefix + name).floats(name, new int[] {1}, 1);
      }

      assertThat(WeightsFile.of(file.codes("u").archive()).names())
          .containsExactlyInAnyOrder(
              Arrays.stream(expected.split(" ", -1))
                  .map(name -> prefix + name)
                  .toArray(String[]::new));
    }
  }

  private static byte[] safetensors(String header, byte[] data) {
    byte[] json = header.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
