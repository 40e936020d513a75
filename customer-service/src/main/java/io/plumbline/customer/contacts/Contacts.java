package io.plumbline.customer.contacts;

import io.plumbline.customer.customers.CustomerEvent;
import io.plumbline.customer.customers.CustomerId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.crypto.SecretKey;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The contact persons of customers. */
@Component
@ProcessingGroup("contacts")
class Contacts {

    /** @param masterKey a secret that every replica has, and without which nothing can be read; there is no default */
    @ConfigurationProperties("plumbline.contacts")
    record Settings(@Nullable String masterKey) {}

    record Noted(String contactId, ContactPerson person, Instant notedAt) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final Sealing sealing;

    Contacts(JdbcClient jdbc, JsonMapper json, Clock clock, Settings settings) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.sealing = new Sealing(Objects.requireNonNullElse(settings.masterKey(), ""));
    }

    @Transactional
    void note(CustomerId customer, String contactId, ContactPerson person) {
        String id = customer.value();
        jdbc.sql("insert into contact_key values (?, ?) on conflict do nothing")
                .params(id, sealing.newKey(id))
                .update();
        // held, so that an erasure comes before or after the whole of it
        byte[] wrapped = jdbc.sql("select wrapped_key from contact_key where customer_id = ? for share")
                .param(id)
                .query(byte[].class)
                .single();
        byte[] sealed = sealing.seal(sealing.key(id, wrapped), context(id, contactId), json.writeValueAsBytes(person));
        jdbc.sql("insert into contact_person values (?, ?, ?, ?)")
                .params(contactId, id, sealed, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those of the customer and of the duplicates merged into it, in the order in which they were noted. */
    List<Noted> of(CustomerId customer) {
        return jdbc.sql("""
                        select c.contact_id, c.customer_id, c.sealed, c.noted_at, k.wrapped_key
                        from contact_person c join contact_key k using (customer_id)
                        where customer_id in (select customer_id from customer where customer_id = :id or merged_into = :id)
                        order by c.noted_at, c.contact_id limit 1000""")
                .param("id", customer.value())
                .query((row, number) -> {
                    String owner = row.getString("customer_id");
                    String contactId = row.getString("contact_id");
                    SecretKey key = sealing.key(owner, row.getBytes("wrapped_key"));
                    byte[] plain = sealing.open(key, context(owner, contactId), row.getBytes("sealed"));
                    return new Noted(
                            contactId,
                            json.readValue(plain, ContactPerson.class),
                            row.getTimestamp("noted_at").toInstant());
                })
                .list();
    }

    @EventHandler
    void on(CustomerEvent.ContactsErased event) {
        // what they were sealed with goes too, so that no copy of the rows elsewhere can be read any more
        jdbc.sql("""
                        delete from contact_key where customer_id in (
                            select customer_id from customer where customer_id = :id or merged_into = :id)""").param("id", event.customerId().value()).update();
    }

    private static String context(String customer, String contactId) {
        return customer + '/' + contactId;
    }
}
