package io.plumbline.platform.write.tally;

import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.store.EventNames;
import io.plumbline.platform.write.store.Publication;
import io.plumbline.platform.write.store.TimeOrderedIds;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Counts things: open a tally, add to it, and it refuses to pass its limit. */
@SpringBootApplication
public class TallyService {

    /** How often the handler of {@link Add} ran, in this JVM. */
    public static final AtomicInteger ADD_HANDLED = new AtomicInteger();

    sealed interface TallyCommand {
        record OpenTally(@TargetAggregateIdentifier String tallyId, String name, BigDecimal limit)
                implements TallyCommand {}

        record Add(@TargetAggregateIdentifier String tallyId, BigDecimal amount, boolean failAfterwards)
                implements TallyCommand {}
    }

    @EventNames("tally")
    sealed interface TallyEvent {
        @Revision("1")
        record TallyOpened(String tallyId, String name, BigDecimal limit) implements TallyEvent {}

        @Revision("1")
        record Added(String tallyId, BigDecimal amount, String by) implements TallyEvent {}
    }

    @EventNames("tally")
    sealed interface PublishedTallyEvent {
        @Revision("1")
        record TallyOpened(String tallyId, String name) implements PublishedTallyEvent {}

        @Revision("1")
        record Added(String tallyId, BigDecimal amount) implements PublishedTallyEvent {}
    }

    @Aggregate
    static class Tally {

        @AggregateIdentifier
        private @Nullable String id;

        private BigDecimal limit = BigDecimal.ZERO;
        private BigDecimal sum = BigDecimal.ZERO;

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.ALWAYS)
        void handle(TallyCommand.OpenTally command) {
            AggregateLifecycle.apply(new TallyEvent.TallyOpened(command.tallyId(), command.name(), command.limit()));
        }

        @CommandHandler
        void handle(TallyCommand.Add command, Actor actor) {
            ADD_HANDLED.incrementAndGet();
            if (sum.add(command.amount()).compareTo(limit) > 0) {
                throw CommandRejected.state("limit", "amount", "the tally would pass its limit of " + limit);
            }
            AggregateLifecycle.apply(new TallyEvent.Added(Objects.requireNonNull(id), command.amount(), actor.name()));
            if (command.failAfterwards()) {
                throw new IllegalStateException("failing after the event was applied, as asked");
            }
        }

        @EventSourcingHandler
        void on(TallyEvent event) {
            switch (event) {
                case TallyEvent.TallyOpened opened -> {
                    id = opened.tallyId();
                    limit = opened.limit();
                }
                case TallyEvent.Added added -> sum = sum.add(added.amount());
            }
        }
    }

    @Component
    static class PublishedTallies implements Publication<TallyEvent> {

        @Override
        public Class<TallyEvent> domainEvents() {
            return TallyEvent.class;
        }

        @Override
        public Object publish(TallyEvent event) {
            return switch (event) {
                case TallyEvent.TallyOpened e -> new PublishedTallyEvent.TallyOpened(e.tallyId(), e.name());
                case TallyEvent.Added e -> new PublishedTallyEvent.Added(e.tallyId(), e.amount());
            };
        }
    }

    /** The service's own read side. */
    @Component
    static class Sums {

        private final JdbcClient jdbc;

        Sums(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @EventHandler
        void on(TallyEvent.Added added) {
            jdbc.sql("""
                            insert into tally_sum values (?, ?)
                            on conflict (tally_id) do update set total = tally_sum.total + excluded.total""").params(added.tallyId(), added.amount()).update();
        }
    }

    record Open(
            @NotBlank @Size(max = 100) String name,
            @Positive BigDecimal limit,
            @Nullable String tallyId,
            @Nullable Instant at,
            @Nullable LocalDate day,
            @Nullable Integer weight,
            @Nullable List<String> tags,
            @Nullable Map<String, String> labels) {}

    record Amount(@Positive BigDecimal amount, @Nullable Boolean failAfterwards) {}

    @RestController
    static class TallyController {

        private final Commands commands;

        TallyController(Commands commands) {
            this.commands = commands;
        }

        @PostMapping("/api/tallies")
        ResponseEntity<Answer> open(@Valid @RequestBody Open request) {
            String id = request.tallyId() == null ? TimeOrderedIds.next() : request.tallyId();
            return commands.create(new TallyCommand.OpenTally(id, request.name(), request.limit()));
        }

        @GetMapping("/api/tallies")
        List<String> list(
                @RequestParam(required = false) @Nullable String after,
                @RequestParam(required = false) @Nullable BigDecimal least,
                @RequestParam(required = false) @Nullable Instant at,
                @RequestParam(required = false) @Nullable LocalDate day,
                @RequestParam(required = false) @Nullable YearMonth month) {
            return List.of();
        }

        @PostMapping("/api/tallies/{id}/add")
        ResponseEntity<Answer> add(@PathVariable String id, @Valid @RequestBody Amount request) {
            return commands.apply(
                    new TallyCommand.Add(id, request.amount(), Boolean.TRUE.equals(request.failAfterwards())));
        }
    }
}
