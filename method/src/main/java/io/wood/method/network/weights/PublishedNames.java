package io.wood.method.network.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Translates the names of published weights into torchvision's. */
final class PublishedNames {
  /** What torch.compile and its like put between the names of modules. */
  private static final Pattern WRAPPER =
      Pattern.compile("\\b(_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\\.");

  /** A counter that PyTorch keeps beside the running statistics and that no network here reads. */
  private static final String COUNTER = "num_batches_tracked";

  /** The trunk in the official code of the reference. */
  private static final Pattern OFFICIAL = Pattern.compile("(|.*\\.)resnet50\\..*");

  /** The same arrays again, in the official code. */
  private static final Pattern ALIAS = Pattern.compile("(stage\\d|backbone|newly_added)\\..*");

  /** A ResNet of which only the numbers of its parts are left: a list of them without the last. */
  private static final Pattern LISTED_RESNET = Pattern.compile("(|.*\\.)4\\.0\\.conv1\\.weight");

  private static final Map<String, String> RESNET_PARTS =
      Map.of("0", "conv1", "1", "bn1", "4", "layer1", "5", "layer2", "6", "layer3", "7", "layer4");

  /** The features of a MobileNetV2 alone. */
  private static final Pattern LISTED_MOBILENET =
      Pattern.compile("(|.*\\.)(?<!features\\.)1\\.conv\\.0\\.0\\.weight");

  /** The first convolution of timm's MobileNetV2. */
  private static final Pattern STEM = Pattern.compile("(|.*\\.)conv_stem\\.weight");

  private static final Pattern BLOCK = Pattern.compile("blocks\\.([0-6])\\.(\\d+)\\.(\\w+)\\.(.*)");

  /** Index of the first {@code features.N} of each of timm's groups of blocks. */
  private static final List<Integer> GROUPS = List.of(1, 2, 4, 7, 11, 14, 17);

  private static final Map<String, String> ENDS =
      Map.of(
          "conv_stem", "features.0.0",
          "bn1", "features.0.1",
          "conv_head", "features.18.0",
          "bn2", "features.18.1");

  /** Parts of the first block, which does not expand. */
  private static final Map<String, String> PLAIN =
      Map.of("conv_dw", "0.0", "bn1", "0.1", "conv_pw", "1", "bn2", "2");

  private static final Map<String, String> EXPANDED =
      Map.of(
          "conv_pw",
          "0.0",
          "bn1",
          "0.1",
          "conv_dw",
          "1.0",
          "bn2",
          "1.1",
          "conv_pwl",
          "2",
          "bn3",
          "3");

  private PublishedNames() {}

  /** The same tensors, without wrappers and counters, under torchvision's names. */
  static Map<String, StoredTensor> translate(Map<String, StoredTensor> given) {
    Map<String, StoredTensor> bare = new LinkedHashMap<>();
    given.forEach(
        (name, tensor) -> {
          if (!name.endsWith(COUNTER)) {
            bare.putIfAbsent(WRAPPER.matcher(name).replaceAll(""), tensor);
          }
        });
    Optional<String> official = prefix(bare, OFFICIAL);
    if (official.isPresent()) {
      return official(bare, official.get());
    }
    Optional<String> timm = prefix(bare, STEM);
    if (timm.isPresent()) {
      Map<String, StoredTensor> named = new LinkedHashMap<>();
      bare.forEach((name, tensor) -> named.put(fromTimm(name, timm.get()), tensor));
      return named;
    }
    return fromLists(bare);
  }

  /** Names the parts of networks that were saved as a list, as code for self-supervision does. */
  private static Map<String, StoredTensor> fromLists(Map<String, StoredTensor> given) {
    Set<String> resnets = prefixes(given, LISTED_RESNET);
    resnets.removeIf(prefix -> !given.containsKey(prefix + "0.weight"));
    Set<String> mobilenets = prefixes(given, LISTED_MOBILENET);
    Map<String, StoredTensor> named = new LinkedHashMap<>();
    given.forEach(
        (name, tensor) -> {
          String own = name;
          for (String prefix : resnets) {
            int dot = name.startsWith(prefix) ? name.indexOf('.', prefix.length()) : -1;
            String part = dot < 0 ? null : RESNET_PARTS.get(name.substring(prefix.length(), dot));
            own = part == null ? own : prefix + part + name.substring(dot);
          }
          for (String prefix : mobilenets) {
            boolean isPart =
                name.startsWith(prefix) && Character.isDigit(name.charAt(prefix.length()));
            own = isPart ? prefix + "features." + name.substring(prefix.length()) : own;
          }
          named.put(own, tensor);
        });
    return named;
  }

  private static Set<String> prefixes(Map<String, StoredTensor> given, Pattern pattern) {
    return given.keySet().stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> prefix(Map<String, StoredTensor> given, Pattern pattern) {
    return given.keySet().stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .findFirst();
  }

  /** torchvision's names below {@code resnet50.}; most arrays two or three times. */
  private static Map<String, StoredTensor> official(
      Map<String, StoredTensor> given, String prefix) {
    Map<String, StoredTensor> named = new LinkedHashMap<>();
    given.forEach(
        (name, tensor) -> {
          String own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
          if (!ALIAS.matcher(own).matches()) {
            named.put(prefix + own.replaceFirst("^resnet50\\.", ""), tensor);
          }
        });
    return named;
  }

  private static String fromTimm(String name, String prefix) {
    if (!name.startsWith(prefix)) {
      return name;
    }
    String own = name.substring(prefix.length());
    Matcher block = BLOCK.matcher(own);
    if (block.matches()) {
      int group = Integer.parseInt(block.group(1));
      String part = (group == 0 ? PLAIN : EXPANDED).get(block.group(3));
      return part == null
          ? name
          : "%sfeatures.%d.conv.%s.%s"
              .formatted(
                  prefix,
                  GROUPS.get(group) + Integer.parseInt(block.group(2)),
                  part,
                  block.group(4));
    }
    int dot = own.indexOf('.');
    String end = dot < 0 ? null : ENDS.get(own.substring(0, dot));
    return end == null ? name : prefix + end + own.substring(dot);
  }
}
