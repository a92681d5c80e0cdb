package dev.jvc.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.jvc.client.control.Answer;
import dev.jvc.client.json.JsonObject;
import dev.jvc.client.protocol.ClientToken;
import dev.jvc.client.protocol.SessionKeys;
import dev.jvc.client.protocol.Ticket;
import dev.jvc.client.shell.EnvironmentChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things are in the client, and what the fast path may not load. */
final class ArchitectureTest {

  private static final String ROOT = "dev.jvc.client";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void arrowsPointDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("root")
        .definedBy(ROOT, ROOT + ".training..")
        .layer("verbs")
        .definedBy(ROOT + ".verb..", ROOT + ".completion..", ROOT + ".manual..")
        .layer("fast")
        .definedBy(ROOT + ".fast..")
        .layer("doctor")
        .definedBy(ROOT + ".doctor..", ROOT + ".wiring..")
        .layer("setup")
        .definedBy(ROOT + ".setup..")
        .layer("programs")
        .definedBy(ROOT + ".process..", ROOT + ".awsfiles..", ROOT + ".shell..")
        .layer("protocol")
        .definedBy(ROOT + ".protocol..")
        .layer("base")
        .definedBy(ROOT + ".control..", ROOT + ".json..", ROOT + ".terminal..", ROOT + ".outcome..")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("verbs")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("fast")
        .mayOnlyBeAccessedByLayers("root", "verbs")
        .whereLayer("doctor")
        .mayOnlyBeAccessedByLayers("verbs")
        .whereLayer("setup")
        .mayOnlyBeAccessedByLayers("root", "verbs")
        .whereLayer("programs")
        .mayOnlyBeAccessedByLayers("root", "verbs", "doctor", "setup")
        .whereLayer("protocol")
        .mayOnlyBeAccessedByLayers("root", "verbs", "fast", "doctor", "programs", "setup")
        .ensureAllClassesAreContainedInArchitecture()
        .check(CODE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void theCommandLineLibraryIsTheVerbsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".verb..", ROOT + ".completion..", ROOT + ".manual..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CODE);
  }

  @Test
  void nothingElseIsNeededThanTheJdkAndTheCommandLineLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..", "java..", "com.sun.security.auth..", "picocli..", "org.jspecify..")
        .check(CODE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.regex..",
        "java.util.stream..",
        "java.util.logging..",
        "java.text..",
        "java.time.format..",
        "java.lang.reflect.."
      })
  void theFastPathLoadsNothingThatTakesTime(String slow) {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".fast..", ROOT + ".control..", ROOT + ".outcome..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(slow)
        .check(CODE);
  }

  @Test
  void programsAreStartedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".process..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(CODE);
  }

  @Test
  void onlyTheOutputTouchesTheStandardStreams() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.jvc.client.terminal.Output")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .check(CODE);
  }

  @Test
  void whatMayHoldASecretIsNoRecord() {
    for (Class<?> type :
        new Class<?>[] {
          Answer.class,
          ClientToken.class,
          EnvironmentChange.class,
          JsonObject.class,
          SessionKeys.class,
          Ticket.class
        }) {
      assertFalse(type.isRecord(), type + " prints itself");
    }
  }
}
