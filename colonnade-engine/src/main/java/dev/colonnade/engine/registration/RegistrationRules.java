package dev.colonnade.engine.registration;

import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.query.QueryRunner;
import java.util.List;

/// The rules of the tables by which plug-ins are registered. Source: reference/event-framework.md, "Registration tables" and
/// "Registration over the Web API".
public final class RegistrationRules {

    private static final int BEFORE = 25;

    private final StepRules steps;
    private final ImageRules images;
    private final HandlerRules handlers;

    public RegistrationRules(QueryRunner queries) {
        var rows = new Rows(queries);
        this.steps = new StepRules(rows);
        this.images = new ImageRules(rows);
        this.handlers = new HandlerRules(rows);
    }

    public List<Step> rules() {
        return List.of(Step.rule("step registration", "Create", StepRules.TABLE, BEFORE, steps::beforeCreate),
                Step.rule("step registration", "Update", StepRules.TABLE, BEFORE, steps::beforeUpdate),
                Step.rule("image registration", "Create", ImageRules.TABLE, BEFORE, images::beforeCreate),
                Step.rule("image registration", "Update", ImageRules.TABLE, BEFORE, images::beforeUpdate),
                Step.rule("plug-in type in use", "Delete", "plugintype", BEFORE, handlers::beforeDeleteOfType),
                Step.rule("plug-in assembly in use", "Delete", "pluginassembly", BEFORE,
                        handlers::beforeDeleteOfAssembly));
    }
}
