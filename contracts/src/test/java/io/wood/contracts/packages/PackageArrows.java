package io.wood.contracts.packages;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Checks which packages of a module use which others. A test lists every package below the module's
 * root with the packages that it may use; the root itself may use all of them, and none may use the
 * root.
 */
public final class PackageArrows {
  private static final String[] FRAMEWORKS = {
    "jakarta..", "io.quarkus..", "io.smallrye..", "io.minio.."
  };

  private final String root;
  private final JavaClasses classes;
  private final Map<String, String[]> arrows = new LinkedHashMap<>();

  /**
   * Reads the main classes of a module; no package is listed yet.
   *
   * @param root the package that all others of the module are below
   */
  public PackageArrows(String root) {
    this.root = root;
    this.classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root);
  }

  /** Lists a package, named without the root, and all packages that it may use. */
  public PackageArrows allow(String user, String... used) {
    arrows.put(user, used);
    return this;
  }

  /** Fails on a dependency that is not listed, and on a class in a package that is not listed. */
  public void checkArrows() {
    LayeredArchitecture rule =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .ensureAllClassesAreContainedInArchitecture()
            .optionalLayer("root")
            .definedBy(root);
    for (String user : arrows.keySet()) {
      rule = rule.layer(user).definedBy(root + "." + user);
    }
    for (Map.Entry<String, String[]> arrow : arrows.entrySet()) {
      rule =
          arrow.getValue().length == 0
              ? rule.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
              : rule.whereLayer(arrow.getKey()).mayOnlyAccessLayers(arrow.getValue());
    }
    rule.check(classes);
  }

  /** Fails on packages that use one another in a circle. */
  public void checkCircles() {
    slices().matching(root + ".(**)").should().beFreeOfCycles().check(classes);
  }

  /**
   * Fails on a class in these packages that uses the container, the messaging, the HTTP or the
   * object store library: use cases are built with {@code new}.
   *
   * @param exceptions top-level classes that may, each with the reason
   */
  public void checkFrameworkFree(Set<String> packages, Map<String, String> exceptions) {
    noClasses()
        .that()
        .resideInAnyPackage(packages.stream().map(name -> root + "." + name).toArray(String[]::new))
        .and(describe("are not excepted", type -> !exceptions.containsKey(topLevel(type))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .check(classes);
  }

  private static String topLevel(JavaClass type) {
    return type.getEnclosingClass().map(PackageArrows::topLevel).orElse(type.getSimpleName());
  }
}
