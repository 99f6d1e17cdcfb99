package dev.threatcards.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The packages in their order: which may use which, and which knows which library. */
@AnalyzeClasses(packages = "dev.threatcards", importOptions = ImportOption.DoNotIncludeTests.class)
public final class ArchitectureTest {

    private static final String ROOT = "dev.threatcards";

    /** From the ground up: a package uses only packages that stand before it. */
    private static final List<String> ORDER = List.of("error", "text", "cache", "card", "json", "analysis", "query",
            "result", "parse", "index", "deck", "search", "names", "leads", "export", "source.form", "source.fetch",
            "source", "report", "ingest", "", "web.http", "web.api", "web.mcp", "web.pages", "web", "cli");

    /** The packages that the module exports. */
    public static final Set<String> EXPORTED = Set.of(ROOT, ROOT + ".error", ROOT + ".card", ROOT + ".query",
            ROOT + ".result", ROOT + ".export", ROOT + ".ingest", ROOT + ".report");

    private static final int MOST_CLASSES = 30;

    @ArchTest
    static final ArchRule A_PACKAGE_USES_THOSE_BEFORE_IT = order();

    @ArchTest
    static final ArchRule INGEST_WRITES_THE_INDEX = noClasses().that()
            .resideOutsideOfPackages(ROOT, ROOT + ".ingest", ROOT + ".index").should().dependOnClassesThat()
            .haveSimpleName("CardIndexWriter");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_API_DOES_NOT_KNOW_THE_PAGES = noClasses().that()
            .resideInAnyPackage(ROOT + ".web.api", ROOT + ".web.mcp").should().dependOnClassesThat()
            .resideInAPackage(ROOT + ".web.pages");

    @ArchTest
    static final ArchRule THE_PAGES_DO_NOT_KNOW_THE_API = noClasses().that().resideInAPackage(ROOT + ".web.pages")
            .should().dependOnClassesThat().resideInAnyPackage(ROOT + ".web.api", ROOT + ".web.mcp");

    @ArchTest
    static final ArchRule THE_GROUND_KNOWS_THE_JDK_ALONE = classes().that()
            .resideInAnyPackage(ROOT + ".error", ROOT + ".text", ROOT + ".card", ROOT + ".query", ROOT + ".result")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", ROOT + "..");

    @ArchTest
    static final ArchRule QUERIES_OF_LUCENE = onlyIn("org.apache.lucene.search..", ".analysis", ".index..", ".search",
            ".names", ".leads", ".deck");

    @ArchTest
    static final ArchRule LUCENE = onlyIn("org.apache.lucene..", ".analysis", ".parse", ".index..", ".search", ".names",
            ".leads", ".deck");

    @ArchTest
    static final ArchRule JSOUP = onlyIn("org.jsoup..", ".source.form", ".report");

    @ArchTest
    static final ArchRule PDF = onlyIn("org.apache.pdfbox..", ".report");

    @ArchTest
    static final ArchRule EMAILS = onlyIn("org.apache.james..", ".report");

    @ArchTest
    static final ArchRule ARCHIVES = onlyIn("org.apache.commons.compress..", ".source");

    @ArchTest
    static final ArchRule THE_WEB_AS_A_CLIENT = onlyIn("java.net.http..", ".source.fetch");

    @ArchTest
    static final ArchRule JACKSON = onlyIn("com.fasterxml.jackson..", ".json", ".source..", ".export", ".web..",
            ".cli");

    @ArchTest
    static final ArchRule JAVALIN = onlyIn("io.javalin..", ".web..");

    @ArchTest
    static final ArchRule JETTY = onlyIn("org.eclipse.jetty..", ".web..");

    @ArchTest
    static final ArchRule MCP = onlyIn("io.modelcontextprotocol..", ".web.mcp");

    /** The API takes the escaping of HTML from the template engine, for highlights. */
    @ArchTest
    static final ArchRule TEMPLATES = onlyIn("gg.jte..", ".web.pages", ".web.api");

    @ArchTest
    static final ArchRule PICOCLI = onlyIn("picocli..", ".cli");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATIC_STATE = noFields().that().areStatic().should().notBeFinal();

    @ArchTest
    static final ArchRule NAMES = noClasses().should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Service|Common)");

    @ArchTest
    static void aPublicSignatureNamesExportedPackagesAndTheJdkAlone(JavaClasses classes) {
        List<String> others = new ArrayList<>();
        for (JavaClass type : classes) {
            if (EXPORTED.contains(type.getPackageName()) && isPublic(type)) {
                type.getMethods().stream().filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .forEach(method -> method.getAllInvolvedRawTypes().stream().filter(ArchitectureTest::isHidden)
                                .forEach(hidden -> others.add(method.getFullName() + " names " + hidden.getName())));
                type.getConstructors().stream().filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                        .forEach(each -> each.getAllInvolvedRawTypes().stream().filter(ArchitectureTest::isHidden)
                                .forEach(hidden -> others.add(each.getFullName() + " names " + hidden.getName())));
            }
        }
        assertThat(others).isEmpty();
    }

    @ArchTest
    static void aPackageHasThirtyClassesAtMost(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream().filter(type -> !type.isNestedClass())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.getSimpleName().startsWith("Jte"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isPublic).orElse(true);
    }

    private static boolean isHidden(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        return !base.isPrimitive() && !base.getPackageName().startsWith("java.")
                && !EXPORTED.contains(base.getPackageName());
    }

    private static ArchRule order() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : ORDER) {
            layers = layers.layer(layer(name)).definedBy(packageOf(name));
        }
        for (int place = 0; place < ORDER.size(); place++) {
            layers = place == 0
                    ? layers.whereLayer(layer(ORDER.getFirst())).mayNotAccessAnyLayer()
                    : layers.whereLayer(layer(ORDER.get(place))).mayOnlyAccessLayers(
                            ORDER.subList(0, place).stream().map(ArchitectureTest::layer).toArray(String[]::new));
        }
        return layers;
    }

    private static String layer(String name) {
        return name.isEmpty() ? "root" : name;
    }

    private static String packageOf(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    private static ArchRule onlyIn(String library, String... packages) {
        String[] allowed = new String[packages.length];
        for (int i = 0; i < packages.length; i++) {
            allowed[i] = ROOT + packages[i];
        }
        return noClasses().that().resideOutsideOfPackages(allowed).should().dependOnClassesThat()
                .resideInAPackage(library);
    }
}
