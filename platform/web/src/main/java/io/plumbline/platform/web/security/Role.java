package io.plumbline.platform.web.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.GrantedAuthority;

/** What a token's claim {@code roles} may say. Other roles of the organisation's provider mean nothing here. */
public enum Role {
    /** A sales representative. */
    REP("rep"),
    /** A manager of territories. */
    MANAGER("manager"),
    /** Sales operations, everywhere. */
    SALES_OPS("sales-ops"),
    /** Business intelligence: reads reports and writes nothing. */
    BI("bi");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    /** As the claim spells it. */
    public String claim() {
        return claim;
    }

    /** The authority of Spring Security that stands for it. */
    String authority() {
        return "ROLE_" + claim;
    }

    static Optional<Role> of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim.equals(claim)).findFirst();
    }

    /** The known roles among a caller's authorities. */
    static Set<Role> among(Collection<? extends GrantedAuthority> authorities) {
        Set<String> granted =
                authorities.stream().map(a -> String.valueOf(a.getAuthority())).collect(Collectors.toSet());
        return Arrays.stream(values())
                .filter(role -> granted.contains(role.authority()))
                .collect(Collectors.toSet());
    }
}
