package dev.colonnade.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Resolves parameters of the type [Colonnade]; see [ColonnadeTest].
public final class ColonnadeExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ColonnadeExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Colonnade.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestPostgres postgres = context.getRoot().getStore(NAMESPACE).computeIfAbsent(TestPostgres.class,
                key -> TestPostgres.start(), TestPostgres.class);
        return topLevel(context).getStore(NAMESPACE).computeIfAbsent(Colonnade.class,
                key -> Colonnade.start(postgres), Colonnade.class);
    }

    /// The context of the outermost test class, so that nested classes share its organization.
    private static ExtensionContext topLevel(ExtensionContext context) {
        ExtensionContext found = context;
        while (found.getParent().isPresent() && found.getParent().get().getTestClass().isPresent()) {
            found = found.getParent().get();
        }
        return found;
    }
}
