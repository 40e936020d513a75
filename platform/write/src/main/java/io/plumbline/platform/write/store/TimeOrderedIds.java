package io.plumbline.platform.write.store;

import com.github.f4b6a3.uuid.UuidCreator;
import org.axonframework.common.IdentifierFactory;

/** UUIDv7: identifiers that grow with time, so that new rows land at the end of every index. */
public final class TimeOrderedIds extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return next();
    }

    /** A new identifier, for what a controller creates where the caller gave none. */
    public static String next() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }
}
