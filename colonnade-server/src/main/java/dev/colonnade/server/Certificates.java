package dev.colonnade.server;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The certificate of the HTTPS door, and the authority that signed it, kept below `tls/` of the data directory: `ca.crt`, which
/// clients are told to trust, `server.crt`, and their keys, for their owner alone. All are made at the first start; the
/// server's certificate is made again at a start when it is near its end or lacks a name of the machine.
///
/// A certificate from elsewhere is put in place of `server.crt` and `server.key`, and left alone.
final class Certificates {

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    /// Browsers refuse longer ones.
    private static final Duration SERVER_LIFETIME = Duration.ofDays(397);
    private static final Duration RENEWAL = Duration.ofDays(30);
    private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final Path directory;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Certificates(Path dataDirectory, InstantSource clock) {
        this.directory = dataDirectory.resolve("tls");
        this.clock = clock;
    }

    /// File of the authority's certificate, for clients to trust.
    Path authorityFile() {
        return directory.resolve("ca.crt");
    }

    /// What the HTTPS door shows to its clients.
    ///
    /// @param host host that the door is configured to listen on
    Tls open(String host) throws IOException {
        try {
            Set<String> names = names(host);
            if (!Files.exists(directory)) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                        "rwx------")));
            }
            if (!Files.exists(authorityFile())) {
                createAuthority();
            }
            if (mustRenew(names)) {
                createServer(names);
            }
            return Tls.builder()
                    .privateKey(readKey(directory.resolve("server.key")))
                    .privateKeyCertChain(readChain(directory.resolve("server.crt")))
                    .build();
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("The certificates in " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Set<String> names(String host) {
        var names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"));
        if (!host.equals("0.0.0.0") && !host.equals("::")) {
            names.add(host.equals("::1") ? "0:0:0:0:0:0:0:1" : host);
        }
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException _) {
            // A machine without a name is reached by the names above.
        }
        return names;
    }

    private boolean mustRenew(Set<String> names) throws IOException, GeneralSecurityException {
        if (!Files.exists(directory.resolve("server.crt"))) {
            return true;
        }
        X509Certificate server = readChain(directory.resolve("server.crt")).getFirst();
        X509Certificate authority = readChain(authorityFile()).getFirst();
        if (!server.getIssuerX500Principal().equals(authority.getSubjectX500Principal())) {
            return false;
        }
        return server.getNotAfter().toInstant().isBefore(clock.instant().plus(RENEWAL))
                || !knownNames(server).containsAll(names);
    }

    private static Set<String> knownNames(X509Certificate server) throws GeneralSecurityException {
        Collection<List<?>> names = server.getSubjectAlternativeNames();
        return names == null
                ? Set.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.toUnmodifiableSet());
    }

    private void createAuthority() throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair keys = newKeys();
        // The name tells authorities of two data directories apart where clients trust both.
        var name = new X500Principal("CN=Colonnade CA " + Long.toHexString(random.nextLong() >>> 32) + ",O=Colonnade");
        var builder = new JcaX509v3CertificateBuilder(name, serial(), start(), end(AUTHORITY_LIFETIME), name,
                keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils()
                        .createSubjectKeyIdentifier(keys.getPublic()));
        write("ca.key", pem("PRIVATE KEY", keys.getPrivate().getEncoded()), "rw-------");
        write("ca.crt", pem("CERTIFICATE", sign(builder, keys.getPrivate()).getEncoded()), "rw-r--r--");
    }

    private void createServer(Set<String> names) throws IOException, GeneralSecurityException,
            OperatorCreationException {
        X509Certificate authority = readChain(authorityFile()).getFirst();
        KeyPair keys = newKeys();
        var extensions = new JcaX509ExtensionUtils();
        var builder = new JcaX509v3CertificateBuilder(authority, serial(), start(), end(SERVER_LIFETIME),
                new X500Principal("CN=Colonnade"), keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(
                        authority))
                .addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
        X509Certificate server = sign(builder, readKey(directory.resolve("ca.key")));
        write("server.key", pem("PRIVATE KEY", keys.getPrivate().getEncoded()), "rw-------");
        write("server.crt", pem("CERTIFICATE", server.getEncoded()) + pem("CERTIFICATE", authority.getEncoded()),
                "rw-r--r--");
    }

    private static GeneralNames alternativeNames(Set<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(IP_ADDRESS.matcher(name).matches()
                        ? GeneralName.iPAddress
                        : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private BigInteger serial() {
        return new BigInteger(120, random).setBit(119);
    }

    /// An hour before now, for clients whose clock is late.
    private Date start() {
        return Date.from(clock.instant().minus(Duration.ofHours(1)));
    }

    private Date end(Duration lifetime) {
        return Date.from(clock.instant().plus(lifetime));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder(
                "SHA256withECDSA").build(key)));
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }

    private void write(String name, String text, String permissions) throws IOException {
        Path draft = directory.resolve(name + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(draft, text, StandardOpenOption.WRITE);
        Files.move(draft, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<X509Certificate> readChain(Path file) throws IOException, GeneralSecurityException {
        try (var input = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(input).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    /// A key of PKCS #8 in PEM, RSA or elliptic.
    private static PrivateKey readKey(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file).lines().filter(line -> !line.strip().startsWith("-----"))
                .collect(Collectors.joining());
        var specification = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
        try {
            return KeyFactory.getInstance("EC").generatePrivate(specification);
        } catch (InvalidKeySpecException _) {
            return KeyFactory.getInstance("RSA").generatePrivate(specification);
        }
    }
}
