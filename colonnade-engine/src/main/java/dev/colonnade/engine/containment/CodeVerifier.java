package dev.colonnade.engine.containment;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.util.Map;
import java.util.function.Predicate;

/// Checks plug-in code against the list of what is allowed, at registration and once more when a class is loaded.
///
/// A plug-in's own classes must hold it. Of libraries that come along in an archive few keep to it everywhere, and most plug-ins
/// never reach the places: there the code is changed instead, so that what is not allowed throws a [SecurityException] when it is
/// reached. So both have the same power, and it does no harm to take a class for the other sort. Safe for use by several
/// threads.
///
/// Source: reference/containment.md, "Verification at registration".
public final class CodeVerifier {

    /// A class that is not there is given the benefit of the doubt: to the JVM an interface fits wherever an object does.
    private static final ClassHierarchyInfo UNKNOWN = ClassHierarchyInfo.ofInterface();

    private final AllowList list;

    public CodeVerifier(AllowList list) {
        this.list = list;
    }

    /// What an archive was found to do.
    ///
    /// @param refusals what forbids to register or load it
    /// @param warnings where classes of libraries will throw when they are reached
    public record Report(Findings refusals, Findings warnings) {}

    /// @param entries content of the archive by path
    /// @param isOwn whether a class, named with slashes, is the plug-in's own, and not a library's
    public Report verify(Map<String, byte[]> entries, Predicate<String> isOwn) {
        var report = new Report(new Findings(), new Findings());
        ClassFiles files = name -> entries.get(name + ".class");
        var hierarchy = hierarchy(files);
        ClassHierarchyResolver resolver = files.hierarchy(UNKNOWN);
        entries.forEach((path, bytes) -> {
            if (isClassFile(path)) {
                var check = new ClassCheck(new Judge(list, hierarchy), hierarchy, report);
                int before = report.refusals().count();
                ClassModel model = check.check(path, bytes, isOwn);
                if (model != null && report.refusals().count() == before) {
                    check.checkSoundness(model, resolver);
                }
            }
        });
        return report;
    }

    /// Whether an entry of an archive is a class file that can be loaded.
    static boolean isClassFile(String path) {
        return path.endsWith(".class") && !path.startsWith("META-INF/") && !path.equals("module-info.class");
    }

    /// Checks each class that is loaded, and changes it where that is needed.
    ///
    /// @param files the class files of the archive
    /// @param isOwn whether a class, named with slashes, is the plug-in's own, and not a library's
    public ClassTransformer transformer(ClassFiles files, Predicate<String> isOwn) {
        var hierarchy = hierarchy(files);
        ClassHierarchyResolver resolver = files.hierarchy(UNKNOWN);
        return (name, bytes) -> {
            var report = new Report(new Findings(), new Findings());
            var judge = new Judge(list, hierarchy);
            String internalName = name.replace('.', '/');
            var check = new ClassCheck(judge, hierarchy, report);
            ClassModel model = check.check(internalName + ".class", bytes, isOwn);
            if (model == null || !report.refusals().isEmpty()) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                        "The class '" + name + "' does what plug-ins may not: " + report.refusals().text(10, "; ")
                                + ".");
            }
            return new Rewriter(judge, resolver).rewrite(model, bytes, isOwn.test(internalName),
                    check.needsChange());
        };
    }

    /// The names that are the JDK's, the SDK's or the server's are never an archive's, whatever it holds.
    private static Hierarchy hierarchy(ClassFiles files) {
        return new Hierarchy(name -> isReserved(name) ? null : files.find(name));
    }

    /// Whether a class is never taken from an archive.
    ///
    /// @param internalName name with slashes
    public static boolean isReserved(String internalName) {
        return internalName.startsWith("java/") || internalName.startsWith("javax/")
                || internalName.startsWith("jdk/") || internalName.startsWith("sun/") || Judge.isOfSdk(internalName)
                || Judge.isOfHost(internalName);
    }

    static ClassModel parse(byte[] bytes) {
        return ClassFile.of().parse(bytes);
    }
}
