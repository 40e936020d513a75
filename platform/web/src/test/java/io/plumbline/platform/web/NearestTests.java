package io.plumbline.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTests {

    private static final List<String> KNOWN = List.of("from", "month", "representative", "territory", "tier", "to");

    @ParameterizedTest
    @CsvSource({"teritory, territory", "terirtory, territory", "Territory, territory", "montn, month", "form, from"})
    void theNearestTakesTheFewestSteps(String name, String nearest) {
        assertThat(Nearest.to(name, KNOWN)).hasValue(nearest);
    }

    @Test
    void nothingIsNearWhereNothingIsKnown() {
        assertThat(Nearest.to("anything", List.of())).isEmpty();
    }
}
