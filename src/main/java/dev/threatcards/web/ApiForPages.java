package dev.threatcards.web;

import java.util.List;

import dev.threatcards.card.Provenance;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;
import dev.threatcards.web.api.Endpoints;
import dev.threatcards.web.api.NamesAnswer;
import dev.threatcards.web.pages.ApiPage;
import dev.threatcards.web.pages.NameFiles;

/** Gives the pages, which may not depend on the API, its documentation and its downloads. */
final class ApiForPages implements NameFiles {

    /** Every endpoint as the page of the API documents it. */
    static List<ApiPage.Endpoint> endpoints() {
        return Endpoints.ALL.stream()
                .map(endpoint -> new ApiPage.Endpoint(endpoint.method().name(), endpoint.path(), endpoint.gives(),
                        endpoint.parameters().stream()
                                .map(parameter -> new ApiPage.Parameter(parameter.name(), parameter.meaning()))
                                .toList(),
                        endpoint.example()))
                .toList();
    }

    @Override
    public byte[] resolutionsJson(List<Resolution> resolutions, Provenance provenance) {
        return JsonOutput.bytes(NamesAnswer.of(resolutions, provenance));
    }

    @Override
    public byte[] mentionsJson(List<Mention> mentions, Provenance provenance) {
        return JsonOutput.bytes(NamesAnswer.Mentions.of(mentions, provenance));
    }
}
