package io.plumbline.platform.web;

import io.plumbline.platform.bounds.Bounds;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What {@code @Size} and {@code @NotBlank} mean of a text: characters are counted as people count them, and a text that shows
 * nothing, be it of no-break or zero-width spaces, is blank.
 */
@Configuration(proxyBeanMethods = false)
class BoundedTexts {

    @Bean
    ValidationConfigurationCustomizer textConstraints() {
        return configuration -> {
            HibernateValidatorConfiguration validator = (HibernateValidatorConfiguration) configuration;
            ConstraintMapping mapping = validator.createConstraintMapping();
            mapping.constraintDefinition(Size.class)
                    .includeExistingValidators(true)
                    .validatedBy(SizeOfText.class);
            mapping.constraintDefinition(NotBlank.class)
                    .includeExistingValidators(true)
                    .validatedBy(NotBlankText.class);
            validator.addMapping(mapping);
        };
    }

    /** More specific than the validator of any {@code CharSequence}, so that it is the one that is taken. */
    static final class SizeOfText implements ConstraintValidator<Size, String> {

        private int min;
        private int max = Integer.MAX_VALUE;

        @Override
        public void initialize(Size size) {
            min = size.min();
            max = size.max();
        }

        /** Where a text has to have any length at all, it has to show something. */
        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            int length = Bounds.length(text);
            return length >= min && length <= max && !(min > 0 && Bounds.isBlank(text));
        }
    }

    static final class NotBlankText implements ConstraintValidator<NotBlank, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text != null && !Bounds.isBlank(text);
        }
    }
}
