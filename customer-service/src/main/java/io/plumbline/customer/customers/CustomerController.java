package io.plumbline.customer.customers;

import io.plumbline.platform.write.Answer;
import io.plumbline.platform.write.Commands;
import io.plumbline.platform.write.Ids;
import io.plumbline.platform.write.TimeOrderedIds;
import io.plumbline.platform.write.history.History;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/customers")
@Tag(name = "Customers", description = "To whom the business sells")
class CustomerController {

    private final Commands commands;
    private final History history;

    CustomerController(Commands commands, History history) {
        this.commands = commands;
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

            @Schema(example = "2024-07-02T02:00:00Z", description = "absent for now; never in the future") @Nullable Instant occurredAt) {

        CustomerProfile profile() {
            return new CustomerProfile(
                    Objects.requireNonNullElse(externalReferences, List.<ReferenceBody>of()).stream()
                            .map(r -> new ExternalReference(r.system(), r.reference()))
                            .toList(),
                    nameEn,
                    nameZh,
                    segment,
                    industry,
                    size,
                    territory,
                    channel,
                    owner);
        }
    }

    @PostMapping
    @Operation(summary = "Register a customer")
    ResponseEntity<Answer> register(@Valid @RequestBody NewCustomer body) {
        String id = body.customerId() == null ? TimeOrderedIds.next() : body.customerId();
        return commands.create(
                new CustomerCommand.RegisterCustomer(new CustomerId(id), body.profile(), body.occurredAt()));
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Read what happened to a customer, by whom and when")
    List<History.Entry> history(@PathVariable String id) {
        return history.of(new CustomerId(id));
    }
}
