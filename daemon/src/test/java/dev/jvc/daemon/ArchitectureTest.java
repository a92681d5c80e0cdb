package dev.jvc.daemon;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The package table of {@code docs/architecture.md}, held by the compiler's own view of the code.
 */
final class ArchitectureTest {

  private static final String ROOT = "dev.jvc.daemon";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void arrowsPointDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("root")
        .definedBy(ROOT)
        .layer("L3")
        .definedBy(
            ROOT + ".endpoint..",
            ROOT + ".aws..",
            ROOT + ".telemetry..",
            ROOT + ".store..",
            ROOT + ".seal..")
        .layer("L2")
        .definedBy(ROOT + ".vending..", ROOT + ".vault..", ROOT + ".awsfiles..")
        .layer("L1")
        .definedBy(ROOT + ".access..", ROOT + ".profile..", ROOT + ".config..", ROOT + ".keys..")
        .layer("L0")
        .definedBy(ROOT + ".credential..", ROOT + ".platform..", ROOT + ".json..")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("L3")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("L2")
        .mayOnlyBeAccessedByLayers("root", "L3")
        .whereLayer("L1")
        .mayOnlyBeAccessedByLayers("root", "L3", "L2")
        .ensureAllClassesAreContainedInArchitecture()
        .check(CODE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
  }

  @ParameterizedTest
  @CsvSource({
    "credential, java.. | org.jspecify..",
    "platform, java.. | org.jspecify.. | dev.jvc.daemon.platform..",
  })
  void theBottomDependsOnNothing(String name, String allowed) {
    String own = ROOT + "." + name + "..";
    String[] packages =
        Stream.concat(Stream.of(own), Stream.of(allowed.split(" \\| "))).toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(CODE);
  }

  @Test
  void noAdapterSeesAnother() {
    slices()
        .matching(ROOT + ".(endpoint|aws|telemetry|seal|store.*)..")
        .namingSlices("$1")
        .should()
        .notDependOnEachOther()
        .check(CODE);
  }

  @Test
  void theTwoProcessesShareNoUseCase() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".vending..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".vault..")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".vault..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".vending..")
        .check(CODE);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".endpoint..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".vault..")
        .check(CODE);
  }

  @Test
  void theDaemonNeverTouchesAStoreOrABaseKey() {
    noClasses()
        .that()
        .haveSimpleName("Daemon")
        .or(
            resideInAnyPackage(
                ROOT + ".vending..",
                ROOT + ".endpoint..",
                ROOT + ".access..",
                ROOT + ".awsfiles..",
                ROOT + ".seal..",
                ROOT + ".telemetry.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(ROOT + ".store..", ROOT + ".vault..")
                .or(JavaClass.Predicates.type(BaseKey.class)))
        .check(CODE);
  }

  @ParameterizedTest
  @CsvSource({
    "com.github.benmanes.caffeine.., vending",
    "io.helidon.config.., config",
    "org.yaml.snakeyaml.., config",
    "io.helidon.webserver.., endpoint",
    "io.helidon.http.., endpoint",
    "org.bouncycastle.., store.file",
    "org.freedesktop.dbus.., store.secretservice",
    "io.micrometer.., telemetry",
    "com.fasterxml.jackson.., json",
    "software.amazon.awssdk.profiles.., profile aws",
    "software.amazon.awssdk.services.., aws",
    "java.lang.foreign.., platform",
  })
  void eachLibraryIsUsedInOnePackage(String library, String owners) {
    // The SDK's clients read the configuration files by themselves unless aws hands them an empty
    // one.
    String[] packages =
        Stream.of(owners.split(" ")).map(owner -> ROOT + "." + owner + "..").toArray(String[]::new);
    noClasses()
        .that(are(not(resideInAnyPackage(packages))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(CODE);
    assertTrue(
        CODE.stream()
            .filter(resideInAnyPackage(packages))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .anyMatch(d -> resideInAPackage(library).test(d.getTargetClass())),
        "no package uses " + library + ": the rule would hold for a misspelt name");
  }

  @Test
  void otherProgramsAreStartedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".platform..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(ProcessBuilder.class.getName())
        .check(CODE);
  }

  @Test
  void noRecordHoldsASecret() {
    classes()
        .that()
        .areRecords()
        .should(
            haveNoFieldOf(
                List.of(Secret.class, BaseKey.class, MfaCode.class, SessionCredentials.class)))
        .check(CODE);
  }

  @Test
  void secretsPrintThemselvesOnPurposeOnly() {
    for (Class<?> secret :
        List.of(Secret.class, BaseKey.class, MfaCode.class, SessionCredentials.class)) {
      assertFalse(secret.isRecord(), secret.getName());
      assertTrue(AutoCloseable.class.isAssignableFrom(secret), secret.getName());
      assertTrue(
          Stream.of(secret.getDeclaredMethods()).anyMatch(m -> m.getName().equals("toString")),
          secret.getName());
    }
  }

  @Test
  void everyPackageIsNullMarked() throws IOException {
    Path sources = Path.of(System.getProperty("jvc.root", ".."), "daemon/src/main/java");
    try (Stream<Path> folders = Files.walk(sources)) {
      List<Path> unmarked =
          folders
              .filter(Files::isDirectory)
              .filter(ArchitectureTest::holdsJava)
              .filter(folder -> !isNullMarked(folder))
              .toList();
      assertTrue(unmarked.isEmpty(), unmarked.toString());
    }
  }

  private static boolean holdsJava(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static boolean isNullMarked(Path folder) {
    try {
      return Files.readString(folder.resolve("package-info.java")).contains("@NullMarked");
    } catch (IOException missing) {
      return false;
    }
  }

  private static ArchCondition<JavaClass> haveNoFieldOf(List<Class<?>> types) {
    return new ArchCondition<>("have no component of a secret type") {
      @Override
      public void check(JavaClass record, ConditionEvents events) {
        for (JavaField field : record.getFields()) {
          if (types.stream().anyMatch(type -> field.getRawType().isEquivalentTo(type))) {
            events.add(
                SimpleConditionEvent.violated(
                    field, field.getFullName() + " is a secret in a record"));
          }
        }
      }
    };
  }
}
