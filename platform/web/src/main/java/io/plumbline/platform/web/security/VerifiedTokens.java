package io.plumbline.platform.web.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers tokens whose signature was found to be good. A caller sends the same token with every request, and its signature
 * stays what it is. Everything else is looked at each time: whether the provider still publishes the key, and whatever
 * depends on the moment or on the settings. A token that fails one of these is decoded as if it were new.
 */
final class VerifiedTokens implements JwtDecoder {

    /** They take a few kilobytes each. */
    private static final int MOST = 1_000;

    /** @param keys those of the provider that a token of this header may be signed with, when it was verified */
    private record Verified(Jwt jwt, JWSHeader header, List<JWK> keys) {}

    private final JwtDecoder decoder;
    private final JWKSource<SecurityContext> keys;
    private final OAuth2TokenValidator<Jwt> validator;
    private final Map<String, Verified> tokens = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    });

    /**
     * @param decoder verifies and validates
     * @param keys where the decoder takes the provider's keys from
     * @param validator what the decoder validates with
     */
    VerifiedTokens(JwtDecoder decoder, JWKSource<SecurityContext> keys, OAuth2TokenValidator<Jwt> validator) {
        this.decoder = decoder;
        this.keys = keys;
        this.validator = validator;
    }

    @Override
    public Jwt decode(String token) {
        Verified known = tokens.get(token);
        if (known != null
                && known.keys().equals(keys(known.header()))
                && !validator.validate(known.jwt()).hasErrors()) {
            return known.jwt();
        }
        tokens.remove(token);
        JWSHeader header = header(token);
        // before the token is verified: keys that change meanwhile are not taken for those that it was verified with
        List<JWK> before = header == null ? null : keys(header);
        Jwt jwt = decoder.decode(token);
        if (header != null && before != null && !before.isEmpty()) {
            tokens.put(token, new Verified(jwt, header, before));
        }
        return jwt;
    }

    int size() {
        return tokens.size();
    }

    /** Null where the provider can't be asked. */
    private @Nullable List<JWK> keys(JWSHeader header) {
        try {
            return keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
        } catch (KeySourceException e) {
            return null;
        }
    }

    /** Null where it can't be read, which the decoder says better. */
    private static @Nullable JWSHeader header(String token) {
        int end = token.indexOf('.');
        try {
            return end < 0 ? null : JWSHeader.parse(new Base64URL(token.substring(0, end)));
        } catch (ParseException e) {
            return null;
        }
    }
}
