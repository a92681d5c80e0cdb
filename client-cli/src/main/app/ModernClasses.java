import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Writes the classes of a jar anew in today's class file format.
 *
 * <p>The JVM keeps no class in its AOT cache whose format is older than Java 6, because such a class
 * has no stack maps to verify it by; a library compiled for Java 5 is then read, parsed and verified
 * at every start. The code of the classes stays what it was.
 */
final class ModernClasses {

  private ModernClasses() {}

  /** Replaces the jar that is named. */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Path written = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile old = new JarFile(jar.toFile());
        OutputStream bytes = Files.newOutputStream(written);
        JarOutputStream modern = new JarOutputStream(bytes);
        URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      ClassFile format =
          ClassFile.of(
              ClassFile.ConstantPoolSharingOption.NEW_POOL,
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)));
      for (JarEntry entry : Collections.list(old.entries())) {
        String name = entry.getName();
        if (name.startsWith("META-INF/versions/") || name.equals(JarFile.MANIFEST_NAME)) {
          continue;
        }
        JarEntry copy = new JarEntry(name);
        copy.setTime(entry.getTime());
        modern.putNextEntry(copy);
        try (InputStream content = old.getInputStream(entry)) {
          byte[] before = content.readAllBytes();
          modern.write(name.endsWith(".class") ? modernized(format, before) : before);
        }
        modern.closeEntry();
      }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] modernized(ClassFile format, byte[] old) {
    ClassModel model = format.parse(old);
    // Code that is passed on untouched would be copied as it is, without stack maps.
    ClassTransform rewritten =
        ClassTransform.transformingMethodBodies(
            CodeTransform.ofStateful(() -> (builder, element) -> builder.with(element)));
    ClassTransform versioned =
        ClassTransform.dropping(element -> element instanceof ClassFileVersion)
            .andThen(
                ClassTransform.endHandler(
                    builder -> builder.withVersion(ClassFile.JAVA_25_VERSION, 0)));
    return format.transformClass(model, rewritten.andThen(versioned));
  }
}
