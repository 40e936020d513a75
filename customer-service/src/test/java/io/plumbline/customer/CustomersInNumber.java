package io.plumbline.customer;

import io.plumbline.platform.embedded.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Many customers, stored as the service would have stored them. */
final class CustomersInNumber {

    private CustomersInNumber() {}

    /**
     * Customers of East China, all in tier A by version 1 of the default policy: each fifth with 95 in all scores, the
     * others with 75.
     */
    static void assessed(Database database, int count) {
        JdbcClient db = client(database);
        db.sql("""
                        with seed as (
                            select i, '0198c1f0-2222-7000-8000-' || lpad(to_hex(i), 12, '0') as id,
                                   case when i % 5 = 0 then 95 else 75 end as score
                            from generate_series(1, :count) i)
                        insert into domain_event (event_id, aggregate_id, sequence, aggregate_type, recorded_at,
                                                  payload_type, payload_revision, payload, meta_data)
                        select 'seed-' || i || '-' || n, id, n, 'Customer', '2024-07-05T02:00:00Z', type, '1',
                               convert_to(payload, 'UTF8'), convert_to('{"actor":"seed"}', 'UTF8')
                        from seed cross join lateral (values
                            (0, 'customer.CustomerRegistered', json_build_object('customerId', id, 'profile', json_build_object(
                                'externalReferences', '[]'::json, 'nameEn', 'Customer ' || i, 'segment', 'large',
                                'industry', 'manufacturing', 'territory', 'EAST-CHINA', 'channel', 'online', 'owner', 'mei.rep'),
                                'occurredAt', '2024-07-02T02:00:00Z')::text),
                            (1, 'customer.CustomerAssessed', json_build_object('customerId', id,
                                'scores', json_build_object('money', score, 'authority', score, 'need', score),
                                'evidence', json_build_object('money', 'm', 'authority', 'a', 'need', 'n'),
                                'occurredAt', '2024-07-04T02:00:00Z')::text),
                            (2, 'customer.TierChanged', json_build_object('customerId', id, 'tier', 'A', 'computedTier', 'A',
                                'cause', 'ASSESSMENT',
                                'scores', json_build_object('money', score, 'authority', score, 'need', score),
                                'policyVersion', 1, 'occurredAt', '2024-07-04T02:00:00Z')::text)) e (n, type, payload)""").param("count", count).update();
        db.sql("""
                        insert into customer (customer_id, name_en, segment, industry, territory, channel, owner, lifecycle,
                            registered_at, tier, computed_tier, money, authority, need, policy_version, assessed_at, terms)
                        select '0198c1f0-2222-7000-8000-' || lpad(to_hex(i), 12, '0'), 'Customer ' || i, 'large',
                               'manufacturing', 'EAST-CHINA', 'online', 'mei.rep', 'PROSPECT', '2024-07-02T02:00:00Z', 'A', 'A',
                               score, score, score, 1, '2024-07-04T02:00:00Z', array['customer', i::text]
                        from (select i, case when i % 5 = 0 then 95 else 75 end as score
                              from generate_series(1, :count) i) seed""").param("count", count).update();
        db.sql("analyze").update();
    }

    /** The id of one of them, from 1. */
    static String id(int number) {
        return "0198c1f0-2222-7000-8000-%012x".formatted(number);
    }

    static JdbcClient client(Database database) {
        return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }
}
