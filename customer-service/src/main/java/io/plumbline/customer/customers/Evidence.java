package io.plumbline.customer.customers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What each score of an assessment rests on; no personal data. */
record Evidence(
        @Schema(example = "the budget for 2024 is approved") @NotBlank @Size(max = 2000) String money,

        @Schema(example = "we talk to the plant's director") @NotBlank @Size(max = 2000) String authority,

        @Schema(example = "line 4 stands still twice a week") @NotBlank @Size(max = 2000) String need) {}
