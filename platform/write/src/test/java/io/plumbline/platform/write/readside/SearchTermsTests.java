package io.plumbline.platform.write.readside;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTermsTests {

    @Test
    void englishIsFoundByItsWords() {
        assertThat(SearchTerms.WORDS.of("Ask for the budget: 20 %!"))
                .containsExactly("ask", "for", "the", "budget", "20");
    }

    @Test
    void chineseIsFoundByEveryPairAndEveryCharacter() {
        assertThat(SearchTerms.WORDS.of("客户预算")).containsExactly("客", "客户", "户", "户预", "预", "预算", "算");
        assertThat(SearchTerms.WORDS.sought("客户预算")).containsExactly("客户", "户预", "预算");
        assertThat(SearchTerms.WORDS.sought("客")).containsExactly("客");
    }

    @Test
    void mixedTextIsSplitWhereTheScriptChanges() {
        assertThat(SearchTerms.WORDS.sought("CRM系统v2")).containsExactly("crm", "系统", "v2");
    }

    @Test
    void fullWidthLettersAreTheSameLetters() {
        assertThat(SearchTerms.WORDS.sought("ＣＲＭ")).containsExactly("crm");
    }

    @Test
    void signsSayNothing() {
        assertThat(SearchTerms.WORDS.sought("'); --")).isEmpty();
    }

    @Test
    void aNameIsIndexedByTheBeginningsOfItsWordsAndByItsCharactersAndPairs() {
        assertThat(SearchTerms.BEGINNINGS.of("Hua AG", "华东"))
                .containsExactlyInAnyOrder("hu", "hua", "ag", "华", "华东", "东");
        assertThat(SearchTerms.BEGINNINGS.of(null, null)).isEmpty();
    }

    @Test
    void aQueryAsksForWhatIsNarrowest() {
        assertThat(SearchTerms.BEGINNINGS.sought("HUADONG Precision-Mechanics"))
                .containsExactly("huadong", "precision", "mechanics");
        assertThat(SearchTerms.BEGINNINGS.sought("华东精")).containsExactly("华东", "东精");
        assertThat(SearchTerms.BEGINNINGS.sought("厂")).containsExactly("厂");
        assertThat(SearchTerms.BEGINNINGS.sought("internationalisation")).containsExactly("internatio");
        assertThat(SearchTerms.BEGINNINGS.sought(" - ")).isEmpty();
    }

    @Test
    void fullWidthLettersOfANameAreLetters() {
        assertThat(SearchTerms.BEGINNINGS.sought("ＡＢＢ")).containsExactly("abb");
    }
}
