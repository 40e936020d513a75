package io.plumbline.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** The code of a currency in which amounts may be entered, as {@link AllowedCurrencies} says. */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AllowedCurrency.Validator.class)
public @interface AllowedCurrency {

    /** Of no use: the message names the code and the nearest one that is allowed. */
    String message() default "is no currency in which amounts may be entered";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Whether what is no code of a currency with a minor unit is left to a rule of the field's own. */
    boolean leavesUnknown() default true;

    /** Made by Spring, which gives it the setting. */
    final class Validator implements ConstraintValidator<AllowedCurrency, String> {

        private final AllowedCurrencies allowed;
        private boolean leavesUnknown;

        Validator(AllowedCurrencies allowed) {
            this.allowed = allowed;
        }

        @Override
        public void initialize(AllowedCurrency constraint) {
            leavesUnknown = constraint.leavesUnknown();
        }

        @Override
        public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
            if (code == null || allowed.of(code).isPresent() || leavesUnknown && !isCurrency(code)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            // the code is text of the caller's, which must not be read as an expression
            context.buildConstraintViolationWithTemplate(allowed.refusal(code).replaceAll("[\\\\\\\\{}$]", ""))
                    .addConstraintViolation();
            return false;
        }

        private static boolean isCurrency(String code) {
            return Currency.getAvailableCurrencies().stream()
                    .anyMatch(each -> each.getCurrencyCode().equals(code) && each.getDefaultFractionDigits() >= 0);
        }
    }
}
