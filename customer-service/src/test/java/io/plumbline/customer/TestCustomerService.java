package io.plumbline.customer;

import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.testing.DevelopmentRun;

/** Run this from an IDE: customer-service alone on an embedded PostgreSQL and Kafka, at port 8080. */
final class TestCustomerService {

    private TestCustomerService() {}

    public static void main(String[] args) {
        DevelopmentRun.start(
                CustomerService.class,
                "plumbline.relay.topic=" + Servers.shared().createTopic("sales.customer.events", 3),
                "plumbline.copies.topics=" + Servers.shared().createTopic("sales.goal.events", 3),
                "plumbline.contacts.master-key=a-key-of-this-development-run");
    }
}
