package dev.colonnade.engine.containment;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Class files that no compiler writes.
class HandMadeClassesTest {

    private static final ClassDesc NAME = ClassDesc.of("p.Made");
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);

    private final CodeVerifier verifier = new CodeVerifier(AllowList.standard());

    private List<String> refusals(byte[] bytes) {
        return refusals(Map.of("p/Made.class", bytes));
    }

    private List<String> refusals(Map<String, byte[]> entries) {
        return verifier.verify(entries, name -> true).refusals().kept().stream().map(Finding::toString).toList();
    }

    private static byte[] made(Consumer<ClassBuilder> content) {
        return ClassFile.of().build(NAME, content);
    }

    private static byte[] method(Consumer<CodeBuilder> code) {
        return made(type -> type.withMethodBody("run", NOTHING, ClassFile.ACC_STATIC, body -> {
            code.accept(body);
            body.return_();
        }));
    }

    @Test
    void methodHandlesAsConstantsAreRefused() {
        var exit = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, ClassDesc.of("java.lang.System"),
                "exit", MethodTypeDesc.ofDescriptor("(I)V"));

        assertThat(refusals(method(code -> code.ldc(exit).pop())))
                .containsExactly("p.Made.run uses a method handle of java.lang.System.exit");
        assertThat(refusals(method(code -> code.ldc(NOTHING).pop())))
                .containsExactly("p.Made.run uses a method type ()V");
    }

    @Test
    void bootstrapMethodsOfOnesOwnAreRefused() {
        var own = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, NAME, "bootstrap",
                MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                        + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;"));

        assertThat(refusals(method(code -> code.invokedynamic(DynamicCallSiteDesc.of(own, "x", NOTHING)))))
                .containsExactly("p.Made.run uses the bootstrap method p.Made.bootstrap");
    }

    @Test
    void argumentsOfDynamicConstantsAreLookedAt() {
        var exit = MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, ClassDesc.of("java.lang.System"),
                "getProperty", MethodTypeDesc.of(CD_String, CD_String));
        ConstantDesc constant = DynamicConstantDesc.ofNamed(
                MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC,
                        ClassDesc.of("java.lang.invoke.ConstantBootstraps"), "invoke",
                        MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                                + "Ljava/lang/Class;Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)"
                                + "Ljava/lang/Object;")),
                "x", CD_String, exit, "user.home");

        assertThat(refusals(method(code -> code.ldc(constant).pop())))
                .singleElement().asString().startsWith("p.Made.run uses java.lang.System.getProperty");
    }

    @Test
    void methodsOfTheWrongShapeAreRefused() {
        byte[] large = made(type -> type.withMethodBody("run", NOTHING, ClassFile.ACC_STATIC,
                code -> code.iconst_0().istore(1_200).return_()));

        assertThat(refusals(large)).singleElement().asString().contains("slots for local variables and stack");
    }

    @Test
    void classesOfAnotherTimeAreRefused() {
        byte[] old = made(type -> type.withVersion(48, 0));
        byte[] jumping = made(type -> type.withVersion(49, 0).withMethodBody("run", NOTHING, ClassFile.ACC_STATIC,
                code -> {
                    var routine = code.newLabel();
                    code.with(DiscontinuedInstruction.JsrInstruction.of(routine))
                            .return_().labelBinding(routine).astore(1)
                            .with(DiscontinuedInstruction.RetInstruction.of(1));
                }));

        assertThat(refusals(old)).singleElement().asString().contains("Java 4").contains("too old");
        assertThat(refusals(jumping)).contains("p.Made.run uses the instruction JSR",
                "p.Made.run uses the instruction RET");
        assertThat(verifier.verify(Map.of("p/Made.class", jumping), name -> false).refusals().isEmpty()).isFalse();
        assertThat(verifier.verify(Map.of("p/Made.class", old), name -> false).refusals().isEmpty()).isTrue();
    }

    @Test
    void classesOfALaterTimeAreRefused() {
        byte[] later = made(type -> type.withMethodBody("run", NOTHING, ClassFile.ACC_STATIC, CodeBuilder::return_));
        later[7] = (byte) (ClassFile.latestMajorVersion() + 1);

        assertThat(refusals(later)).singleElement().asString().startsWith("p.Made ");
    }

    @Test
    void packagesOfTheJdkAndOfTheServerAreRefused() {
        byte[] ofJdk = ClassFile.of().build(ClassDesc.of("java.util.Mine"), type -> {});
        byte[] ofExtension = ClassFile.of().build(ClassDesc.of("javax.annotation.Mine"), type -> {});
        byte[] ofSdk = ClassFile.of().build(ClassDesc.of("dev.colonnade.sdk.Mine"), type -> {});
        byte[] ofServer = ClassFile.of().build(ClassDesc.of("dev.colonnade.engine.Mine"), type -> {});

        assertThat(refusals(Map.of("java/util/Mine.class", ofJdk, "dev/colonnade/sdk/Mine.class", ofSdk,
                "javax/annotation/Mine.class", ofExtension, "dev/colonnade/engine/Mine.class", ofServer)))
                .hasSize(4).allSatisfy(text -> assertThat(text).contains("leave it out of the archive"));
    }

    @Test
    void codeThatTheJvmWouldNotLinkIsRefused() {
        byte[] wrong = ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS).build(NAME,
                type -> type.withMethodBody("run", NOTHING, ClassFile.ACC_STATIC, code -> code.iconst_0().areturn()));

        assertThat(refusals(wrong)).singleElement().asString().startsWith("p.Made is no valid class file: ");
    }

    /// What only the guard can stop is sound, and registers.
    @Test
    void handlersThatCoverThemselvesAreSound() {
        byte[] covering = method(code -> {
            var start = code.newBoundLabel();
            code.aconst_null().athrow();
            var handler = code.newBoundLabel();
            code.athrow();
            var end = code.newBoundLabel();
            code.exceptionCatchAll(start, end, handler);
        });

        assertThat(refusals(covering)).isEmpty();
    }

    @Test
    void aClassMustStandWhereItsNameSays() {
        byte[] bytes = made(type -> {});

        assertThat(refusals(Map.of("q/Other.class", bytes)))
                .containsExactly("q.Other is the entry of a class that calls itself p.Made");
    }

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.range(0, 300) : LongStream.of(one);
    }

    /// A class with a bit of everything, with some bytes changed: found broken, or not, and never anything else.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void brokenClassFilesGiveFindingsAndNothingElse(long seed) throws Exception {
        var random = new Random(seed);
        byte[] bytes;
        try (var in = HandMadeClassesTest.class.getResourceAsStream("HandMadeClassesTest.class")) {
            bytes = in == null ? new byte[0] : in.readAllBytes();
        }
        for (int i = 0; i <= random.nextInt(20); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        byte[] broken = random.nextInt(4) == 0
                ? Arrays.copyOf(bytes, random.nextInt(bytes.length))
                : bytes;
        String path = "dev/colonnade/other/HandMadeClassesTest.class";

        assertThatCode(() -> verifier.verify(Map.of(path, broken), name -> true)).doesNotThrowAnyException();
        assertThatCode(() -> verifier.verify(Map.of(path, broken), name -> false)).doesNotThrowAnyException();
    }
}
