package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-encoding of URLs.
final class UrlText {

    private static final String UNRESERVED = "-._~!$'()*,;:@/=";
    private static final String HEX = "0123456789ABCDEF";

    private UrlText() {}

    /// Decodes a path; a plus sign stays one.
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] when a percent sign is not followed by two digits, or the bytes are not UTF-8
    static String decodePath(String raw) {
        return decode(raw, false);
    }

    /// Decodes a part of a query, where `+` means a blank.
    ///
    /// Source: reference/web-api.md, "URLs and versions".
    static String decodeQuery(String raw) {
        return decode(raw, true);
    }

    /// Encodes the value of a query option; what OData writes bare stays bare.
    static String encodeQuery(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static String decode(String raw, boolean plusIsBlank) {
        if (raw.indexOf('%') < 0 && (!plusIsBlank || raw.indexOf('+') < 0) && isAscii(raw)) {
            return raw;
        }
        byte[] source = raw.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%') {
                bytes.write(hexPair(source, i + 1, raw));
                i += 2;
            } else {
                bytes.write(plusIsBlank && source[i] == '+' ? ' ' : source[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new ServiceException(ErrorCode.BAD_URI, "The URL is not encoded in UTF-8.", e);
        }
    }

    private static int hexPair(byte[] source, int index, String raw) {
        if (index + 1 < source.length) {
            int high = Character.digit(source[index], 16);
            int low = Character.digit(source[index + 1], 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw new ServiceException(ErrorCode.BAD_URI,
                "The percent sign at position " + (index - 1) + " in '" + raw + "' is not followed by two hex digits.");
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
