package io.plumbline.platform.write.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the events of a sealed interface. Stored events are called {@code <value>.<record>} with the revision of their
 * {@link org.axonframework.serialization.Revision} annotation; published ones {@code <value>.<record>.v<revision>}. So
 * neither the store nor a message ever holds the name of a Java class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventNames {

    /** The first part of every name: what the events are about, in lower case, for example {@code goal}. */
    String value();
}
