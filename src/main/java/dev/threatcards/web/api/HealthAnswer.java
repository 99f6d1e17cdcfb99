package dev.threatcards.web.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The answers of the health checks. */
interface HealthAnswer {

    record Live(Running status) {
    }

    record Ready(Answering status, @JsonPropertyDescription("How many actors can be searched.") int cards) {
    }

    enum Running {
        LIVE
    }

    enum Answering {
        READY
    }
}
