package io.plumbline.goal.practices;

import io.plumbline.goal.practices.PracticeEvent.PracticeRecorded;
import io.plumbline.goal.practices.PracticeEvent.PracticeRetired;
import io.plumbline.goal.values.PracticeId;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.readside.SearchTerms;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The library, to be searched and cited. */
@Component
@ProcessingGroup("practices")
class PracticeView implements Library {

    @Schema(name = "Practice")
    record Row(
            String practiceId,
            Learned.Kind kind,

            @Schema(example = "Ask for the budget in the first call")
            String title,

            @Schema(example = "Deals where the budget was known early closed in half the time.")
            String text,

            @Schema(description = "the goal whose retrospective it comes from")
            String learnedFrom,

            @Schema(description = "kept for those who cite it, offered to nobody new")
            boolean retired,

            Instant recordedAt) {}

    private final JdbcClient jdbc;

    PracticeView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean offers(PracticeId practiceId) {
        return jdbc.sql("select not retired from practice where practice_id = ?")
                .param(practiceId.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public void add(Learned learned, Instant occurredAt) {
        try {
            AggregateLifecycle.createNew(Practice.class, () -> Practice.of(learned, occurredAt));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a practice could not be recorded", e);
        }
    }

    /** @throws CommandRejected where there is no such practice */
    Row one(PracticeId practiceId) {
        return jdbc.sql("select * from practice where practice_id = ?")
                .param(practiceId.value())
                .query(Row.class)
                .optional()
                .orElseThrow(() -> CommandRejected.notFound("practice", practiceId));
    }

    /** All of the library, the newest first. */
    Page<Row> list(Learned.@Nullable Kind kind, @Nullable String after, int limit) {
        List<Row> rows = jdbc.sql("""
                        select * from practice
                        where not retired
                          and (cast(:kind as text) is null or kind = :kind)
                          and (cast(:after as text) is null or practice_id < :after)
                        order by practice_id desc limit :limit
                        """)
                .param("kind", kind == null ? null : kind.name())
                .param("after", after)
                .param("limit", limit + 1)
                .query(Row.class)
                .list();
        return Page.of(rows, limit, Row::practiceId);
    }

    /** What holds all that the query says, the best first; a word also finds those that begin with it. */
    List<Row> search(String query, Learned.@Nullable Kind kind, int limit) {
        Set<String> sought = SearchTerms.WORDS.sought(query);
        if (sought.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select practice.* from practice
                        where not retired
                          and terms @@ cast(:query as tsquery)
                          and (cast(:kind as text) is null or kind = :kind)
                        order by ts_rank(terms, cast(:query as tsquery)) desc, practice_id desc limit :limit
                        """)
                .param("query", tsquery(sought))
                .param("kind", kind == null ? null : kind.name())
                .param("limit", limit)
                .query(Row.class)
                .list();
    }

    /** The terms are letters and digits only, so that quoting them is enough. */
    private static String tsquery(Set<String> sought) {
        return String.join(
                " & ", sought.stream().map(term -> "'" + term + "':*").toList());
    }

    @EventHandler
    void on(PracticeEvent event) {
        switch (event) {
            case PracticeRecorded e -> {
                Learned learned = e.learned();
                jdbc.sql("""
                                insert into practice (practice_id, kind, title, text, learned_from, recorded_at, terms)
                                values (:id, :kind, :title, :text, :from, :at,
                                    setweight(array_to_tsvector(:titleTerms), 'A') || array_to_tsvector(:textTerms))
                                """)
                        .param("id", e.practiceId().value())
                        .param("kind", learned.kind().name())
                        .param("title", learned.title())
                        .param("text", learned.text())
                        .param("from", learned.learnedFrom().value())
                        .param("at", e.occurredAt().atOffset(ZoneOffset.UTC))
                        .param(
                                "titleTerms",
                                SearchTerms.WORDS.of(learned.title()).toArray(String[]::new))
                        .param("textTerms", SearchTerms.WORDS.of(learned.text()).toArray(String[]::new))
                        .update();
            }
            case PracticeRetired e ->
                jdbc.sql("update practice set retired = true where practice_id = ?")
                        .param(e.practiceId().value())
                        .update();
        }
    }
}
