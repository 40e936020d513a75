package io.plumbline.deploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": \"…\", \"version\": 0}        | {\"version\":0,\"id\":\"019\"}       | true",
                "{\"id\": \"territory-…\"}              | {\"id\":\"goal-1\"}                  | false",
                "{\"amount\": 6500000}                  | {\"amount\":6500000.00}              | true",
                "{\"amount\": 6500000}                  | {\"amount\":6500000.01}              | false",
                "{\"light\": \"RED\"}                   | {\"light\":\"RED\",\"more\":1}       | false",
                "{\"light\": \"RED\", \"…\": \"…\"}     | {\"light\":\"RED\",\"more\":1}       | true",
                "{\"light\": \"RED\", \"…\": \"…\"}     | {\"more\":1}                         | false",
                "[{\"a\": 1}]                           | [{\"a\":1},{\"a\":1}]                | false",
                "{\"why\": null}                        | {\"why\":null}                       | true",
            })
    void jsonMatchesByItsMeaning(String expected, String actual, boolean matches) {
        assertThat(Answers.matches(new Tour.Step("", "json", expected), actual)).isEqualTo(matches);
    }

    @Test
    void aTableMatchesWhateverItsColumnsAreWide() {
        var step = new Tour.Step("", "text", "name  | amount\nA | 1.00\n");

        assertThat(Answers.matches(step, "name | amount\nA    | 1.00\n")).isTrue();
        assertThat(Answers.matches(step, "name | amount\nA    | 1.01\n")).isFalse();
    }
}
