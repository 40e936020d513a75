package io.plumbline.customer.customers;

import io.plumbline.customer.jobs.JobKind;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.BackgroundCommands;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gives all of a representative's customers to another. */
@Component
class BookTransfer implements JobKind {

    static final String NAME = "transfer-book";
    private static final int BATCH = 200;

    /** A condition on the table {@code customer}. */
    private static final String IN_THE_BOOK =
            "owner = :owner and merged_into is null and (:everywhere or territory = any(:territories))";

    /**
     * @param territory where they go; null to leave them where they are
     * @param everywhere whether wherever they are
     * @param territories else those of these
     */
    record Book(
            String from,
            String to,
            @Nullable String territory,
            String reason,
            Instant occurredAt,
            boolean everywhere,
            List<String> territories) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final BackgroundCommands commands;

    BookTransfer(JdbcClient jdbc, JsonMapper json, BackgroundCommands commands) {
        this.jdbc = jdbc;
        this.json = json;
        this.commands = commands;
    }

    long size(Book book) {
        return bind(jdbc.sql("select count(*) from customer where " + IN_THE_BOOK), book)
                .query(Long.class)
                .single();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Step step(String parameters, String after, String requestedBy) {
        Book book = json.readValue(parameters, Book.class);
        List<String> batch = bind(
                        jdbc.sql("select customer_id from customer where customer_id > :after and " + IN_THE_BOOK
                                + " order by customer_id limit :rows"),
                        book)
                .param("after", after)
                .param("rows", BATCH)
                .query(String.class)
                .list();
        if (batch.isEmpty()) {
            return new Step(after, 0, 0, 0, true);
        }
        long refused = commands.sendAll(
                batch.stream()
                        .map(customer -> new CustomerCommand.TransferCustomer(
                                new CustomerId(customer),
                                book.to(),
                                book.territory(),
                                book.reason(),
                                book.occurredAt()))
                        .toList(),
                // who asked was found to manage these territories
                new Actor(requestedBy, Set.of("service"), Set.of()));
        return new Step(batch.getLast(), batch.size(), batch.size() - refused, refused, batch.size() < BATCH);
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Book book) {
        return statement
                .param("owner", book.from())
                .param("everywhere", book.everywhere())
                .param("territories", book.territories().toArray(String[]::new));
    }
}
