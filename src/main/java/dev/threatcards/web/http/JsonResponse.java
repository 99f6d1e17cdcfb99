package dev.threatcards.web.http;

import io.javalin.http.Context;

import dev.threatcards.json.JsonOutput;

/** Sends records as JSON. */
public final class JsonResponse {

    private JsonResponse() {
    }

    /** Sends the record. */
    public static void send(Object answer, Context request) {
        sendBytes(JsonOutput.bytes(answer), request);
    }

    static void sendBytes(byte[] json, Context request) {
        request.contentType("application/json; charset=utf-8").result(json);
    }
}
