package io.plumbline.customer.contacts;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Somebody at a customer. */
@Schema(name = "ContactPerson")
record ContactPerson(
        @Schema(example = "Wang Fang") @NotBlank @Size(max = 200) String name,

        @Schema(example = "head of purchasing") @Size(min = 1, max = 200) @Nullable String position,

        @Schema(example = "wang.fang@example.com") @Email @Size(max = 320) @Nullable String email,

        @Schema(example = "+86 21 5555 0100") @Size(min = 1, max = 50) @Nullable String phone,

        @Schema(example = "decides on anything below 2 million") @Size(max = 2000) @Nullable String note) {

    /** Nothing of it, so that it does not end in a log. */
    @Override
    public String toString() {
        return "ContactPerson[]";
    }
}
