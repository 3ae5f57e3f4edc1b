package dev.colonnade.engine.containment.guest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Arithmetic whose time or memory grows without bound, with a bound. Inside such an operation of the JDK nothing can be stopped,
/// so one that would take too long is refused.
public final class Numbers {

    /// Largest number, in bits: two of them are multiplied within some milliseconds.
    private static final long BITS_MAX = 1024 * 1024;

    /// Most digits between the first and the last of a decimal.
    private static final long DIGITS_MAX = 1_000_000;

    /// Steps of a modular power: squarings times the work of each, as counted in words of 32 bits.
    private static final long POWER_STEPS_MAX = 1L << 29;
    private static final int PRIME_BITS_MAX = 4_096;

    private Numbers() {}

    private static void require(long bits, String operation) {
        if (bits > BITS_MAX) {
            throw new ArithmeticException(
                    operation + " would give a number of " + bits + " bits; plug-ins may use up to "
                            + BITS_MAX + ".");
        }
        Check.here();
    }

    @InsteadOf(BigInteger.class)
    public static BigInteger multiply(BigInteger number, BigInteger factor) {
        require((long) number.bitLength() + factor.bitLength(), "BigInteger.multiply");
        return number.multiply(factor);
    }

    @InsteadOf(BigInteger.class)
    public static BigInteger pow(BigInteger number, int exponent) {
        require((long) number.bitLength() * Math.max(exponent, 0), "BigInteger.pow");
        return number.pow(exponent);
    }

    @InsteadOf(BigInteger.class)
    public static BigInteger shiftLeft(BigInteger number, int bits) {
        require(number.signum() == 0 ? 0 : (long) number.bitLength() + bits, "BigInteger.shiftLeft");
        return number.shiftLeft(bits);
    }

    @InsteadOf(BigInteger.class)
    public static BigInteger setBit(BigInteger number, int bit) {
        require(bit, "BigInteger.setBit");
        return number.setBit(bit);
    }

    @InsteadOf(BigInteger.class)
    public static BigInteger flipBit(BigInteger number, int bit) {
        require(bit, "BigInteger.flipBit");
        return number.flipBit(bit);
    }

    @InsteadOf(BigInteger.class)
    public static BigInteger modPow(BigInteger number, BigInteger exponent, BigInteger modulus) {
        require(number.bitLength(), "BigInteger.modPow");
        long words = modulus.bitLength() / 32 + 1L;
        if (Check.times(words * words, exponent.bitLength()) > POWER_STEPS_MAX) {
            throw new ArithmeticException("BigInteger.modPow with an exponent of " + exponent.bitLength()
                    + " bits and a modulus of " + modulus.bitLength() + " would take too long.");
        }
        return number.modPow(exponent, modulus);
    }

    @InsteadOf(BigInteger.class)
    public static BigInteger nextProbablePrime(BigInteger number) {
        requirePrime(number.bitLength());
        return number.nextProbablePrime();
    }

    @InsteadOf(BigInteger.class)
    public static boolean isProbablePrime(BigInteger number, int certainty) {
        requirePrime(number.bitLength());
        return number.isProbablePrime(certainty);
    }

    private static void requirePrime(int bits) {
        if (bits > PRIME_BITS_MAX) {
            throw new ArithmeticException("Whether a number of " + bits
                    + " bits is a prime cannot be told in time; plug-ins may ask up to " + PRIME_BITS_MAX + ".");
        }
        Check.here();
    }

    private static void requireDigits(long digits, String operation) {
        if (digits > DIGITS_MAX) {
            throw new ArithmeticException(operation + " would need " + digits + " digits; plug-ins may use up to "
                    + DIGITS_MAX + ".");
        }
        Check.here();
    }

    /// Digits of the whole number that a decimal stands for, written out.
    private static long written(BigDecimal number) {
        return number.precision() + Math.abs((long) number.scale());
    }

    private static long aligned(BigDecimal number, BigDecimal other) {
        return Math.max(number.precision(), other.precision()) + Math.abs((long) number.scale() - other.scale());
    }

    @InsteadOf(BigDecimal.class)
    public static BigDecimal pow(BigDecimal number, int exponent) {
        requireDigits((long) number.precision() * Math.max(exponent, 0), "BigDecimal.pow");
        return number.pow(exponent);
    }

    @InsteadOf(BigDecimal.class)
    public static BigDecimal add(BigDecimal number, BigDecimal other) {
        if (number.scale() != other.scale()) {
            requireDigits(aligned(number, other), "BigDecimal.add");
        }
        return number.add(other);
    }

    @InsteadOf(BigDecimal.class)
    public static BigDecimal subtract(BigDecimal number, BigDecimal other) {
        if (number.scale() != other.scale()) {
            requireDigits(aligned(number, other), "BigDecimal.subtract");
        }
        return number.subtract(other);
    }

    @InsteadOf(BigDecimal.class)
    public static BigDecimal setScale(BigDecimal number, int scale) {
        requireDigits(number.precision() + Math.abs((long) scale - number.scale()), "BigDecimal.setScale");
        return number.setScale(scale);
    }

    @InsteadOf(BigDecimal.class)
    public static BigDecimal setScale(BigDecimal number, int scale, RoundingMode mode) {
        requireDigits(number.precision() + Math.abs((long) scale - number.scale()), "BigDecimal.setScale");
        return number.setScale(scale, mode);
    }

    @InsteadOf(BigDecimal.class)
    public static String toPlainString(BigDecimal number) {
        requireDigits(written(number), "BigDecimal.toPlainString");
        return number.toPlainString();
    }

    @InsteadOf(BigDecimal.class)
    public static BigInteger toBigInteger(BigDecimal number) {
        requireDigits(written(number), "BigDecimal.toBigInteger");
        return number.toBigInteger();
    }

    @InsteadOf(BigDecimal.class)
    public static BigInteger toBigIntegerExact(BigDecimal number) {
        requireDigits(written(number), "BigDecimal.toBigIntegerExact");
        return number.toBigIntegerExact();
    }
}
