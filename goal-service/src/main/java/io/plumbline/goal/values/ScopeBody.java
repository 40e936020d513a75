package io.plumbline.goal.values;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scope in a request; what is absent or empty means all. */
@Schema(name = "Scope")
public record ScopeBody(
        @Schema(example = "EAST-CHINA") @Pattern(regexp = TerritoryCode.FORM) @Nullable String territory,

        @Schema(example = "[]") @Size(max = 100) @Nullable List<@NotBlank @Size(max = 100) String> productLines,

        @Schema(example = "[]") @Size(max = 100) @Nullable List<@NotBlank @Size(max = 100) String> segments,

        @Schema(example = "[\"manufacturing\", \"retail\"]") @Size(max = 100) @Nullable List<@NotBlank @Size(max = 100) String> industries,

        @Schema(example = "[]") @Size(max = 100) @Nullable List<@NotBlank @Size(max = 100) String> channels,

        @Schema(example = "mei.rep") @Size(min = 1, max = 100) @Nullable String representative) {

    public static ScopeBody of(Scope scope) {
        return new ScopeBody(
                scope.territory() == null ? null : scope.territory().value(),
                scope.productLines(),
                scope.segments(),
                scope.industries(),
                scope.channels(),
                scope.representative());
    }

    public Scope toScope() {
        return new Scope(
                TerritoryCode.ofNullable(territory),
                orEmpty(productLines),
                orEmpty(segments),
                orEmpty(industries),
                orEmpty(channels),
                representative);
    }

    private static List<String> orEmpty(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }
}
