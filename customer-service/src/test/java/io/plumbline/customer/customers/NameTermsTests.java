package io.plumbline.customer.customers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameTermsTests {

    @Test
    void aNameIsIndexedByTheBeginningsOfItsWordsAndByItsCharactersAndPairs() {
        assertThat(NameTerms.of("Hua AG", "华东")).containsExactlyInAnyOrder("hu", "hua", "ag", "华", "华东", "东");
        assertThat(NameTerms.of(null, null)).isEmpty();
    }

    @Test
    void aQueryAsksForWhatIsNarrowest() {
        assertThat(NameTerms.sought("HUADONG Precision-Mechanics"))
                .containsExactly("huadong", "precision", "mechanics");
        assertThat(NameTerms.sought("华东精")).containsExactly("华东", "东精");
        assertThat(NameTerms.sought("厂")).containsExactly("厂");
        assertThat(NameTerms.sought("internationalisation")).containsExactly("internatio");
        assertThat(NameTerms.sought(" - ")).isEmpty();
    }

    @Test
    void fullWidthLettersAreLetters() {
        assertThat(NameTerms.sought("ＡＢＢ")).containsExactly("abb");
    }
}
