package dev.threatcards.web.pages;

import java.util.Map;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;

/** Renders pages as HTML. The one parameter of a page's template is its view model, {@code page}. */
final class Templates {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(null, ContentType.Html, null,
            Templates.class.getPackageName());

    private Templates() {
    }

    static void html(String template, Object page, Context request) {
        StringOutput html = new StringOutput();
        ENGINE.render(template, Map.of("page", page), html);
        request.contentType("text/html; charset=utf-8").result(html.toString());
    }
}
