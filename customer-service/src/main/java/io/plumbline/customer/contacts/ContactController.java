package io.plumbline.customer.contacts;

import io.plumbline.customer.customers.CustomerCommand;
import io.plumbline.customer.customers.CustomerId;
import io.plumbline.customer.customers.KnownCustomers;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Moment;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customers/{id}/contacts")
@Tag(name = "Contact persons", description = "Personal data, kept apart and erased on request")
class ContactController {

    private final Contacts contacts;
    private final KnownCustomers customers;
    private final Commands commands;

    ContactController(Contacts contacts, KnownCustomers customers, Commands commands) {
        this.contacts = contacts;
        this.customers = customers;
        this.commands = commands;
    }

    @Schema(name = "NotedContact")
    record NotedContact(
            @Schema(example = "0198c1f0-8888-7000-8000-000000000001")
            String contactId) {}

    @PostMapping
    @Operation(
            summary = "Note a contact person",
            description = "Kept outside the events, encrypted with a key of the customer's own.")
    ResponseEntity<NotedContact> note(@PathVariable String id, @Valid @RequestBody ContactPerson person) {
        CustomerId customer = customers.requireWork(new CustomerId(id));
        String contactId = TimeOrderedIds.next();
        contacts.note(customer, contactId, person);
        return ResponseEntity.created(URI.create("/api/customers/" + customer + "/contacts"))
                .body(new NotedContact(contactId));
    }

    @GetMapping
    @Operation(summary = "Read the contact persons of a customer and of the duplicates merged into it")
    List<Contacts.Noted> all(@PathVariable String id) {
        return contacts.of(customers.requireWork(new CustomerId(id)));
    }

    @PostMapping("/erase")
    @Operation(
            summary = "Erase the contact persons of a customer",
            description = "With the key that they were encrypted with. All else, reports included, stays as it was.")
    ResponseEntity<Answer> erase(@PathVariable String id, @Valid @RequestBody(required = false) @Nullable Moment body) {
        return commands.apply(new CustomerCommand.EraseContacts(new CustomerId(id), Moment.of(body)));
    }
}
