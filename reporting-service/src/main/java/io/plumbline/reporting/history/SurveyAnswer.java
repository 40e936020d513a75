package io.plumbline.reporting.history;

import io.plumbline.platform.intake.Envelope;
import io.plumbline.reporting.events.CustomerEvent;
import io.plumbline.reporting.events.CustomerEvent.SurveyAnswered;
import io.plumbline.reporting.events.Published;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a customer answered when asked how satisfied it is. No answer is ever changed.
 *
 * @param id of the customer
 * @param score from 0 to 100
 * @param occurredAt when it was entered in business time, which is not before the day of the answer
 */
record SurveyAnswer(
        String id,
        long sequence,
        String eventId,
        String answerId,
        BigDecimal score,
        LocalDate answeredOn,
        String source,
        Instant occurredAt,
        Instant recordedAt) {

    static final ReadModel ANSWERS =
            new ReadModel(CustomerEvent.class, "survey_answer", List.of("id", "sequence"), SurveyAnswer::of);

    private static List<SurveyAnswer> of(String id, List<Envelope<Published>> facts) {
        return facts.stream()
                .filter(fact -> fact.event() instanceof SurveyAnswered)
                .map(fact -> of(id, fact, (SurveyAnswered) fact.event()))
                .toList();
    }

    private static SurveyAnswer of(String id, Envelope<Published> fact, SurveyAnswered e) {
        return new SurveyAnswer(
                id,
                fact.sequence(),
                fact.eventId(),
                e.answerId(),
                e.score(),
                e.answeredOn(),
                e.source(),
                e.occurredAt(),
                fact.recordedAt());
    }
}
