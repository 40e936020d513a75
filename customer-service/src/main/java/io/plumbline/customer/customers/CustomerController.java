package io.plumbline.customer.customers;

import io.plumbline.customer.tiers.Scores;
import io.plumbline.customer.tiers.Tier;
import io.plumbline.platform.access.Authority;
import io.plumbline.platform.access.CurrentAuthority;
import io.plumbline.platform.write.bulk.Bulk;
import io.plumbline.platform.write.command.Answer;
import io.plumbline.platform.write.command.Commands;
import io.plumbline.platform.write.command.Ids;
import io.plumbline.platform.write.command.Reason;
import io.plumbline.platform.write.history.History;
import io.plumbline.platform.write.readside.Page;
import io.plumbline.platform.write.store.TimeOrderedIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/customers")
@Tag(name = "Customers", description = "To whom the business sells")
class CustomerController {

    private final Commands commands;
    private final Bulk bulk;
    private final ExternalReferenceTable references;
    private final CustomerView view;
    private final CurrentAuthority current;
    private final History history;

    CustomerController(
            Commands commands,
            Bulk bulk,
            ExternalReferenceTable references,
            CustomerView view,
            CurrentAuthority current,
            History history) {
        this.commands = commands;
        this.bulk = bulk;
        this.references = references;
        this.view = view;
        this.current = current;
        this.history = history;
    }

    @Schema(name = "ExternalReference")
    record ReferenceBody(
            @Schema(example = "ERP") @NotBlank @Size(max = 50) String system,

            @Schema(example = "100234") @NotBlank @Size(max = 200) String reference) {}

    @Schema(name = "NewCustomer")
    record NewCustomer(
            @Schema(example = "0198c1f0-2222-7000-8000-000000000001") @Pattern(regexp = Ids.FORM) @Nullable String customerId,

            @Size(max = 20) @Nullable List<@NotNull @Valid ReferenceBody> externalReferences,

            @Schema(example = "Huadong Precision") @Size(min = 1, max = 200) @Nullable String nameEn,

            @Schema(example = "华东精密") @Size(min = 1, max = 200) @Nullable String nameZh,

            @Schema(example = "large") @NotBlank @Size(max = 100) String segment,

            @Schema(example = "manufacturing") @NotBlank @Size(max = 100) String industry,

            @Schema(example = "850", description = "number of employees") @PositiveOrZero @Nullable Integer size,

            @Schema(example = "EAST-CHINA") @NotBlank @Size(max = 50) String territory,

            @Schema(example = "online") @NotBlank @Size(max = 100) String channel,

            @Schema(example = "mei", description = "the representative") @NotBlank @Size(max = 100) String owner,

            @Schema(example = "[\"fewer standstills\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 1000) String> needs,

            @Schema(example = "[\"line 4 is old\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 1000) String> painPoints,

            @Schema(example = "2024-07-02T02:00:00Z", description = "absent for now; never in the future") @Nullable Instant occurredAt) {

        CustomerProfile profile() {
            return new CustomerProfile(
                    references(externalReferences),
                    nameEn,
                    nameZh,
                    segment,
                    industry,
                    size,
                    territory,
                    channel,
                    owner,
                    Objects.requireNonNullElse(needs, List.of()),
                    Objects.requireNonNullElse(painPoints, List.of()));
        }
    }

    /** All of a profile but the owner and the territory, which change by a transfer. */
    @Schema(name = "NewProfile")
    record NewProfile(
            @Size(max = 20) @Nullable List<@NotNull @Valid ReferenceBody> externalReferences,

            @Schema(example = "Huadong Precision Ltd") @Size(min = 1, max = 200) @Nullable String nameEn,

            @Schema(example = "华东精密") @Size(min = 1, max = 200) @Nullable String nameZh,

            @Schema(example = "large") @NotBlank @Size(max = 100) String segment,

            @Schema(example = "manufacturing") @NotBlank @Size(max = 100) String industry,

            @Schema(example = "900", description = "number of employees") @PositiveOrZero @Nullable Integer size,

            @Schema(example = "online") @NotBlank @Size(max = 100) String channel,

            @Schema(example = "[\"fewer standstills\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 1000) String> needs,

            @Schema(example = "[\"line 4 is old\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 1000) String> painPoints,

            @Schema(example = "2024-07-03T02:00:00Z") @Nullable Instant occurredAt) {

        CustomerProfile in(String territory, String owner) {
            return new CustomerProfile(
                    references(externalReferences),
                    nameEn,
                    nameZh,
                    segment,
                    industry,
                    size,
                    territory,
                    channel,
                    owner,
                    Objects.requireNonNullElse(needs, List.of()),
                    Objects.requireNonNullElse(painPoints, List.of()));
        }
    }

    /** A customer as another system knows it. */
    @Schema(name = "ImportedCustomer")
    record ImportedCustomer(
            @NotNull @Valid ReferenceBody externalReference,

            @Schema(example = "Huadong Precision") @Size(min = 1, max = 200) @Nullable String nameEn,

            @Schema(example = "华东精密") @Size(min = 1, max = 200) @Nullable String nameZh,

            @Schema(example = "large") @NotBlank @Size(max = 100) String segment,

            @Schema(example = "manufacturing") @NotBlank @Size(max = 100) String industry,

            @Schema(example = "850", description = "number of employees") @PositiveOrZero @Nullable Integer size,

            @Schema(example = "EAST-CHINA") @NotBlank @Size(max = 50) String territory,

            @Schema(example = "online") @NotBlank @Size(max = 100) String channel,

            @Schema(example = "mei", description = "the representative") @NotBlank @Size(max = 100) String owner,

            @Schema(example = "[\"fewer standstills\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 1000) String> needs,

            @Schema(example = "[\"line 4 is old\"]") @Size(max = 50) @Nullable List<@NotBlank @Size(max = 1000) String> painPoints,

            @Schema(example = "2024-07-02T02:00:00Z", description = "when it was registered; absent for now") @Nullable Instant occurredAt,

            @Schema(
                    example = "2024-07-09T02:00:00Z",
                    description = "when that changed which differs from what is known; absent for now")
            @Nullable Instant changedAt) {

        ExternalReference reference() {
            return new ExternalReference(externalReference.system(), externalReference.reference());
        }

        CustomerProfile profile() {
            return new CustomerProfile(
                    List.of(reference()),
                    nameEn,
                    nameZh,
                    segment,
                    industry,
                    size,
                    territory,
                    channel,
                    owner,
                    Objects.requireNonNullElse(needs, List.of()),
                    Objects.requireNonNullElse(painPoints, List.of()));
        }
    }

    private static List<ExternalReference> references(@Nullable List<ReferenceBody> bodies) {
        return Objects.requireNonNullElse(bodies, List.<ReferenceBody>of()).stream()
                .map(r -> new ExternalReference(r.system(), r.reference()))
                .toList();
    }

    @Schema(name = "NewAssessment")
    record NewAssessment(
            @Schema(example = "80", description = "purchasing power") @Min(0) @Max(100) int money,

            @Schema(example = "75", description = "decision authority of those we talk to") @Min(0) @Max(100) int authority,

            @Schema(example = "90", description = "for what we sell") @Min(0) @Max(100) int need,

            @NotNull @Valid Evidence evidence,

            @Schema(example = "2024-07-04T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "NewTierOverride")
    record NewOverride(
            @Schema(example = "A") @NotNull Tier tier,

            @Schema(example = "the chairman asked for it") @NotBlank @Size(max = 10_000) String reason,

            @Schema(example = "2024-12-31", description = "the last day on which it holds") @NotNull LocalDate until,

            @Schema(example = "2024-07-05T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Transfer")
    record Transfer(
            @Schema(example = "jun") @NotBlank @Size(max = 100) String owner,

            @Schema(example = "JIANGSU", description = "absent to leave it where it is")
            @Size(min = 1, max = 50) @Nullable String territory,

            @Schema(example = "the plant lies in Jiangsu") @NotBlank @Size(max = 10_000) String reason,

            @Schema(example = "2024-10-01T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "Merge")
    record Merge(
            @Schema(example = "0198c1f0-2222-7000-8000-000000000001", description = "the customer that remains")
            @NotNull @Pattern(regexp = Ids.FORM) String survivorId,

            @Schema(example = "registered twice") @NotBlank @Size(max = 10_000) String reason,

            @Schema(example = "2024-10-02T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping
    @Operation(
            summary = "Register a customer",
            description = "A reference that another customer has is refused, and the answer names that customer.")
    ResponseEntity<Answer> register(@Valid @RequestBody NewCustomer body) {
        String id = body.customerId() == null ? TimeOrderedIds.next() : body.customerId();
        return commands.create(
                new CustomerCommand.RegisterCustomer(new CustomerId(id), body.profile(), body.occurredAt()));
    }

    @PostMapping("/bulk")
    @Operation(
            summary = "Take many customers from another system",
            description =
                    "Sales operations only. A known reference changes what differs; the same row again changes nothing.")
    List<Bulk.Row> bulk(
            @RequestBody @ArraySchema(schema = @Schema(implementation = ImportedCustomer.class)) List<JsonNode> rows) {
        return bulk.together(rows, ImportedCustomer.class, this::importing);
    }

    /** A reference that a customer has already, under whatever id, is that customer's. */
    private CustomerCommand.ImportCustomer importing(ImportedCustomer row) {
        ExternalReference reference = row.reference();
        CustomerId holder = references.holder(reference);
        CustomerId id = holder == null
                ? new CustomerId(Ids.ofReference("customer", reference.system(), reference.reference()))
                : holder;
        return new CustomerCommand.ImportCustomer(id, row.profile(), row.occurredAt(), row.changedAt());
    }

    @PostMapping("/{id}/profile")
    @Operation(summary = "Change what is known of a customer")
    ResponseEntity<Answer> profile(@PathVariable String id, @Valid @RequestBody NewProfile body) {
        CustomerId customer = new CustomerId(id);
        CustomerView.Row row = view.one(customer, current.visibility());
        return commands.apply(
                new CustomerCommand.ChangeProfile(customer, body.in(row.territory(), row.owner()), body.occurredAt()));
    }

    @PostMapping("/{id}/assessments")
    @Operation(
            summary = "Assess a customer by its money, authority and need",
            description = "The policy that covers its territory makes its tier of the scores. One that is entered late"
                    + " becomes part of the history and changes no tier.")
    ResponseEntity<Answer> assess(@PathVariable String id, @Valid @RequestBody NewAssessment body) {
        return commands.apply(new CustomerCommand.AssessCustomer(
                new CustomerId(id),
                new Scores(body.money(), body.authority(), body.need()),
                body.evidence(),
                body.occurredAt()));
    }

    @PostMapping("/{id}/override-tier")
    @Operation(
            summary = "Override a customer's tier until a day",
            description = "A manager of the territory only. After that day the computed tier returns by itself.")
    ResponseEntity<Answer> override(@PathVariable String id, @Valid @RequestBody NewOverride body) {
        return commands.apply(new CustomerCommand.OverrideTier(
                new CustomerId(id), body.tier(), body.reason(), body.until(), body.occurredAt()));
    }

    @PostMapping("/{id}/lost")
    @Operation(summary = "Declare a customer lost, and say why")
    ResponseEntity<Answer> lost(@PathVariable String id, @Valid @RequestBody Reason body) {
        return commands.apply(new CustomerCommand.DeclareLost(new CustomerId(id), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/regained")
    @Operation(
            summary = "Declare a lost customer regained, and say why",
            description = "One that orders again is regained by itself.")
    ResponseEntity<Answer> regained(@PathVariable String id, @Valid @RequestBody Reason body) {
        return commands.apply(
                new CustomerCommand.DeclareRegained(new CustomerId(id), body.reason(), body.occurredAt()));
    }

    @Schema(name = "CustomerSharing")
    record SharingBody(
            @Schema(example = "NORTH-CHINA") @NotBlank @Size(max = 50) String territory,

            @Schema(example = "2024-10-01", description = "the first day, where the territory is") @NotNull LocalDate from,

            @Schema(example = "2025-09-30", description = "the last day; absent while no end is known") @Nullable LocalDate to,

            @Schema(example = "their second plant lies there") @NotBlank @Size(max = 10_000) String reason,

            @Schema(example = "2024-09-20T02:00:00Z") @Nullable Instant occurredAt) {}

    @Schema(name = "SharingEnd")
    record SharingEndBody(
            @Schema(example = "2025-03-31", description = "the last day") @NotNull LocalDate to,

            @Schema(example = "the plant was sold") @NotBlank @Size(max = 10_000) String reason,

            @Schema(example = "2025-03-20T02:00:00Z") @Nullable Instant occurredAt) {}

    @PostMapping("/{id}/shares")
    @Operation(
            summary = "Share a customer with another territory",
            description = "Its people may then open opportunities, log activities and place orders there, credited to"
                    + " their own territory. A manager of the customer's territory or sales operations.")
    ResponseEntity<Answer> share(@PathVariable String id, @Valid @RequestBody SharingBody body) {
        return commands.apply(new CustomerCommand.ShareCustomer(
                new CustomerId(id), body.territory(), body.from(), body.to(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/shares/{territory}/end")
    @Operation(summary = "End the sharing of a customer with another territory")
    ResponseEntity<Answer> endSharing(
            @PathVariable String id, @PathVariable String territory, @Valid @RequestBody SharingEndBody body) {
        return commands.apply(new CustomerCommand.EndSharing(
                new CustomerId(id), territory, body.to(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/transfer")
    @Operation(
            summary = "Give a customer to another representative or territory",
            description = "A manager of both territories only.")
    ResponseEntity<Answer> transfer(@PathVariable String id, @Valid @RequestBody Transfer body) {
        return commands.apply(new CustomerCommand.TransferCustomer(
                new CustomerId(id), body.owner(), body.territory(), body.reason(), body.occurredAt()));
    }

    @PostMapping("/{id}/merge")
    @Operation(
            summary = "Merge a duplicate into the customer that remains",
            description = "A manager of both territories only. Both histories are kept and told together.")
    ResponseEntity<Answer> merge(@PathVariable String id, @Valid @RequestBody Merge body) {
        return commands.apply(new CustomerCommand.MergeInto(
                new CustomerId(id), new CustomerId(body.survivorId()), body.reason(), body.occurredAt()));
    }

    @GetMapping
    @Operation(
            summary = "Search for customers",
            description =
                    "In the order of their ids; page on with the answer's next. A name is found by the beginnings of"
                            + " its words, or by any of its Chinese characters.")
    Page<CustomerView.Row> search(
            @Schema(example = "华东") @RequestParam(required = false) @Size(min = 1, max = 200) @Nullable String text,
            @Schema(example = "100234", description = "of whatever system")
                    @RequestParam(required = false)
                    @Size(min = 1, max = 200) @Nullable String reference,
            @RequestParam(required = false) @Nullable Tier tier,
            @RequestParam(required = false) @Nullable Lifecycle lifecycle,
            @Schema(example = "CHINA", description = "and all below it") @RequestParam(required = false) @Nullable String territory,
            @Schema(example = "mei") @RequestParam(required = false) @Nullable String owner,
            @Schema(description = "only those whose follow-up is overdue") @RequestParam(defaultValue = "false")
                    boolean overdue,
            @RequestParam(required = false) @Pattern(regexp = Ids.FORM) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.MAX) int limit) {
        Authority authority = current.get();
        return view.search(
                new CustomerView.Criteria(text, reference, tier, lifecycle, territory, owner, overdue),
                after,
                limit,
                authority.tree(),
                authority.visibility());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a customer")
    CustomerView.InFull one(@PathVariable String id) {
        return view.inFull(new CustomerId(id), current.visibility());
    }

    @GetMapping("/{id}/history")
    @Operation(
            summary = "Read what happened to a customer and the duplicates merged into it, by whom, when and why",
            description = "In the order in which it was recorded.")
    List<History.Entry> history(@PathVariable String id) {
        CustomerId customer = new CustomerId(id);
        view.one(customer, current.visibility());
        List<History.Entry> entries = new ArrayList<>(history.of(customer));
        view.absorbed(customer).forEach(duplicate -> entries.addAll(history.of(duplicate)));
        entries.sort(Comparator.comparing(History.Entry::recordedAt));
        return entries;
    }
}
