package io.plumbline.customer.tiers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What the customers of a tier get.
 *
 * @param cadenceDays at most so many days from one completed contact to the next
 * @param kinds of activity, as activity-service calls them
 * @param dedicatedRepresentative whether one representative is there for it alone
 */
public record TierService(
        @Schema(example = "A") @NotNull Tier tier,

        @Schema(example = "7") @Min(1) @Max(3660) int cadenceDays,

        @Schema(example = "[\"VISIT\", \"CALL\"]") @NotNull @Size(max = 20) List<@NotBlank @Size(max = 50) String> kinds,

        @Schema(example = "true") boolean dedicatedRepresentative) {

    public TierService {
        kinds = kinds == null ? List.of() : List.copyOf(kinds);
    }
}
