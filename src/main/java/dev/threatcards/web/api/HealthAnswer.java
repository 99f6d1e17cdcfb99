package dev.threatcards.web.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a platform asks of a service. */
interface HealthAnswer {

    /** The server runs. */
    record Live(Running status) {
    }

    /** The index can be read. */
    record Ready(Answering status, @JsonPropertyDescription("How many actors can be searched.") int cards) {
    }

    /** The status of a server that runs. */
    enum Running {
        LIVE
    }

    /** The status of a server that can answer. */
    enum Answering {
        READY
    }
}
