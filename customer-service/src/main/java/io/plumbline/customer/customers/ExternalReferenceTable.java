package io.plumbline.customer.customers;

import io.plumbline.platform.write.command.CommandRejected;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The primary key decides between two that claim a reference at once: the second waits for the first's transaction. */
@Component
class ExternalReferenceTable implements ExternalReferences {

    private final JdbcClient jdbc;

    ExternalReferenceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void claim(List<ExternalReference> references, CustomerId customer) {
        // always in the same order, so that two claims of the same references cannot wait for each other
        references.stream()
                .sorted(Comparator.comparing(ExternalReference::system).thenComparing(ExternalReference::reference))
                .forEach(reference -> claim(reference, customer));
    }

    @Override
    public void release(List<ExternalReference> references) {
        references.forEach(reference -> jdbc.sql("delete from external_reference where system = ? and reference = ?")
                .params(reference.system(), reference.reference())
                .update());
    }

    /** The customer that has a reference; null where none has it. */
    @Nullable CustomerId holder(ExternalReference reference) {
        return jdbc.sql("select customer_id from external_reference where system = ? and reference = ?")
                .params(reference.system(), reference.reference())
                .query((row, number) -> new CustomerId(row.getString(1)))
                .optional()
                .orElse(null);
    }

    private void claim(ExternalReference reference, CustomerId customer) {
        int claimed = jdbc.sql("""
                        insert into external_reference (system, reference, customer_id) values (?, ?, ?)
                        on conflict do nothing""")
                .params(reference.system(), reference.reference(), customer.value())
                .update();
        if (claimed == 0) {
            CustomerId holder = Objects.requireNonNull(holder(reference), "the one that was in the way");
            throw CommandRejected.state(
                    "unique-reference",
                    "customer " + holder + " has the reference " + reference.reference() + " of " + reference.system()
                            + " already");
        }
    }
}
