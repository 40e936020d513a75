package io.plumbline.customer.tiers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is sent, to be tried or published.
 *
 * @param territory null for the default of all
 * @param services null for those of the built-in policy
 */
@Schema(name = "NewTierPolicy")
public record PolicyBody(
        @Schema(example = "EAST-CHINA", description = "absent for the default of all")
        @Pattern(regexp = "[A-Z][A-Z0-9-]{0,49}") @Nullable String territory,

        @Schema(
                example =
                        "[{\"tier\":\"A\",\"minMoney\":80,\"minAuthority\":70,\"minNeed\":70},{\"tier\":\"B\",\"minNeed\":50,\"minMean\":50},{\"tier\":\"C\",\"minMean\":30},{\"tier\":\"D\"}]",
                description = "one for each tier from A to D")
        @NotNull @Size(max = 4) List<@NotNull @Valid TierRule> rules,

        @Schema(description = "one for each tier from A to D; absent for those of the built-in policy")
        @Size(max = 4) @Nullable List<@NotNull @Valid TierService> services,

        @Schema(example = "7", description = "absent for 7") @Min(1) @Max(3660) @Nullable Integer prospectCadenceDays,

        @Schema(example = "30", description = "absent for 30") @Min(1) @Max(3660) @Nullable Integer firstSaleCallDays,

        @Schema(example = "2024-06-01T02:00:00Z", description = "absent for now; never in the future") @Nullable Instant occurredAt) {

    public PolicyTerms terms() {
        PolicyTerms builtIn = PolicyTerms.BUILT_IN;
        return new PolicyTerms(
                rules,
                Objects.requireNonNullElse(services, builtIn.services()),
                Objects.requireNonNullElse(prospectCadenceDays, builtIn.prospectCadenceDays()),
                Objects.requireNonNullElse(firstSaleCallDays, builtIn.firstSaleCallDays()));
    }
}
