package io.plumbline.goal.practices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTermsTests {

    @Test
    void englishIsFoundByItsWords() {
        assertThat(SearchTerms.of("Ask for the budget: 20 %!")).containsExactly("ask", "for", "the", "budget", "20");
    }

    @Test
    void chineseIsFoundByEveryPairAndEveryCharacter() {
        assertThat(SearchTerms.of("客户预算")).containsExactly("客", "客户", "户", "户预", "预", "预算", "算");
        assertThat(SearchTerms.sought("客户预算")).containsExactly("客户", "户预", "预算");
        assertThat(SearchTerms.sought("客")).containsExactly("客");
    }

    @Test
    void mixedTextIsSplitWhereTheScriptChanges() {
        assertThat(SearchTerms.sought("CRM系统v2")).containsExactly("crm", "系统", "v2");
    }

    @Test
    void fullWidthLettersAreTheSameLetters() {
        assertThat(SearchTerms.sought("ＣＲＭ")).containsExactly("crm");
    }

    @Test
    void signsSayNothing() {
        assertThat(SearchTerms.sought("'); --")).isEmpty();
    }
}
