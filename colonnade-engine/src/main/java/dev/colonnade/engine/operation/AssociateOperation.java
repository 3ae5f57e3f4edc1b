package dev.colonnade.engine.operation;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.Execution;
import dev.colonnade.engine.message.Operation;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.AccessRight;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Relationship;
import java.util.List;
import java.util.UUID;

/// `Associate` and `Disassociate`: link rows through a relationship, or take the links away.
///
/// In: `Target` EntityReference, `Relationship`, `RelatedEntities` list of EntityReference.
final class AssociateOperation implements Operation {

    private final Associations associations;
    private final References references;
    private final Mode mode;

    AssociateOperation(Associations associations, References references, Mode mode) {
        this.associations = associations;
        this.references = references;
        this.mode = mode;
    }

    @Override
    public boolean isAboutATable() {
        return false;
    }

    @Override
    public void execute(Execution execution) {
        EntityReference target = Targets.reference(execution);
        Relationship relationship = Targets.parameter(execution, "Relationship", Relationship.class);
        List<?> related = Targets.parameter(execution, "RelatedEntities", List.class);
        Table table = execution.metadata().table(target.logicalName());
        execution.authorizer().requirePrivilege(AccessRight.APPEND_TO, table);
        Navigation navigation = associations.navigation(execution, table, relationship.schemaName(),
                relationship.primaryEntityRole());
        execution.authorizer().requirePrivilege(AccessRight.APPEND, execution.metadata().table(navigation.target()));
        UUID id = references.id(target, execution);
        references.requireReachable(AccessRight.APPEND_TO, table, id, execution);
        for (Object reference : related) {
            if (!(reference instanceof EntityReference row)) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                        "The parameter 'RelatedEntities' takes references to rows.");
            }
            references.requireReachable(AccessRight.APPEND, execution.metadata().table(navigation.target()),
                    references.id(row, execution), execution);
            if (mode == Mode.LINK) {
                associations.link(execution, navigation, id, row);
            } else {
                associations.unlink(execution, navigation, id, row);
            }
        }
    }

    /// Which of the two messages.
    enum Mode {
        LINK,
        UNLINK
    }
}
