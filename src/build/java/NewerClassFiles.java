import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Brings classes in a jar that are compiled for a Java before 6 to the class files of Java 8. Such old ones, which picocli has, a JVM does
 * not keep in its ahead-of-time cache, so that every start of the program would read and verify them anew.
 *
 * <p>Run by the build: {@code java NewerClassFiles.java JAR PACKAGE}, with the package's classes on the class path.
 */
final class NewerClassFiles {

    private static final int VERSION_OFFSET = 6;

    private NewerClassFiles() {
    }

    public static void main(String[] arguments) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]));
                Stream<Path> files = Files.walk(jar.getPath(arguments[1]))) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
            for (Path each : classes) {
                byte[] old = Files.readAllBytes(each);
                if (new ClassReader(old).readUnsignedShort(VERSION_OFFSET) < Opcodes.V1_6) {
                    FileTime time = Files.getLastModifiedTime(each);
                    Files.write(each, newer(old));
                    Files.setLastModifiedTime(each, time);
                }
            }
        }
    }

    private static byte[] newer(byte[] old) {
        // From Java 6 on a class file says what is on the stack where code may jump to.
        ClassWriter written = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        new ClassReader(old).accept(new ClassVisitor(Opcodes.ASM9, written) {
            @Override
            public void visit(int version, int access, String name, String signature, String superName,
                    String[] interfaces) {
                super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
            }
        }, 0);
        return written.toByteArray();
    }
}
