package dev.threatcards.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rooms and their walls: which room may use which, and which room knows which library. */
@AnalyzeClasses(packages = "dev.threatcards", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String ROOT = "dev.threatcards";

    @ArchTest
    static final ArchRule ROOMS = layeredArchitecture().consideringOnlyDependenciesInLayers().layer("card")
            .definedBy(ROOT + ".card").layer("source").definedBy(ROOT + ".source").layer("index")
            .definedBy(ROOT + ".index").layer("search").definedBy(ROOT + ".search").layer("export")
            .definedBy(ROOT + ".export").layer("front door").definedBy(ROOT).layer("server").definedBy(ROOT + ".server")
            .layer("cli").definedBy(ROOT + ".cli").whereLayer("card").mayNotAccessAnyLayer().whereLayer("source")
            .mayOnlyAccessLayers("card").whereLayer("index").mayOnlyAccessLayers("card").whereLayer("search")
            .mayOnlyAccessLayers("card", "index").whereLayer("export").mayOnlyAccessLayers("card")
            .whereLayer("front door").mayOnlyAccessLayers("card", "source", "index", "search", "export")
            // What the front door gives and throws is made of these rooms' values.
            .whereLayer("server").mayOnlyAccessLayers("front door", "export", "card", "search", "index")
            .whereLayer("cli")
            .mayOnlyAccessLayers("front door", "export", "server", "card", "search", "index", "source");

    @ArchTest
    static final ArchRule OF_THE_INDEX_OTHERS_KNOW_ITS_ERRORS = noClasses().that()
            .resideInAnyPackage(ROOT + ".server", ROOT + ".cli").should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are in index, and neither an exception nor the share of the heap that caches have",
                    type -> type.getPackageName().equals(ROOT + ".index")
                            && !type.isAssignableTo(RuntimeException.class)
                            && !type.getName().startsWith(ROOT + ".index.CacheBudget")));

    @ArchTest
    static final ArchRule OF_THE_SOURCES_OTHERS_KNOW_THEIR_ERRORS = noClasses().that().resideInAPackage(ROOT + ".cli")
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "are in source, and neither an exception nor what decodes a text",
                    type -> type.getPackageName().equals(ROOT + ".source")
                            && !type.isAssignableTo(RuntimeException.class)
                            && !type.getName().startsWith(ROOT + ".source.TextDecoder")));

    @ArchTest
    static final ArchRule CARD_KNOWS_THE_JDK_ALONE = classes().that().resideInAPackage(ROOT + ".card").should()
            .onlyDependOnClassesThat().resideInAnyPackage("java..", ROOT + ".card");

    @ArchTest
    static final ArchRule LUCENE = onlyIn("org.apache.lucene..", ROOT + ".index", ROOT + ".search");

    @ArchTest
    static final ArchRule JSOUP = onlyIn("org.jsoup..", ROOT + ".source");

    @ArchTest
    static final ArchRule ARCHIVES = onlyIn("org.apache.commons.compress..", ROOT + ".source");

    @ArchTest
    static final ArchRule THE_WEB_AS_A_CLIENT = onlyIn("java.net.http..", ROOT + ".source");

    @ArchTest
    static final ArchRule JACKSON = onlyIn("com.fasterxml.jackson..", ROOT + ".source", ROOT + ".export",
            ROOT + ".server", ROOT + ".cli");

    @ArchTest
    static final ArchRule JAVALIN = onlyIn("io.javalin..", ROOT + ".server");

    @ArchTest
    static final ArchRule AGENTS = onlyIn("io.modelcontextprotocol..", ROOT + ".server");

    @ArchTest
    static final ArchRule TEMPLATES = onlyIn("gg.jte..", ROOT + ".server");

    @ArchTest
    static final ArchRule PICOCLI = onlyIn("picocli..", ROOT + ".cli");

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NAMES = noClasses().should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Service|Common)");

    private static ArchRule onlyIn(String library, String... rooms) {
        return noClasses().that().resideOutsideOfPackages(rooms).should().dependOnClassesThat()
                .resideInAPackage(library);
    }
}
